// An epoch in, its learning rate out: a constant that drops now and then.
#pragma once

namespace ctnn {

// η(epoch) = η₀ γ^⌊epoch / step size⌋; the first epoch is 0.
// PyTorch: torch.optim.lr_scheduler.StepLR(step_size, gamma=γ) for an optimiser with lr=η₀.
//
// Example:
//     constexpr step_schedule schedule{.learning_rate = 0.5, .step_size = 30, .factor = 0.25};
//     static_assert(schedule(29) == 0.5 && schedule(30) == 0.125);
//
// Between the epochs: optimiser.options.learning_rate = schedule(epoch).
struct step_schedule {
    double learning_rate;
    int step_size;  // epochs
    double factor = 0.1;

    constexpr double operator()(int epoch) const {
        double rate = learning_rate;
        for (int drops = epoch / step_size; drops > 0; --drops) rate *= factor;
        return rate;
    }
};

}  // namespace ctnn
