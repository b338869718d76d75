// An epoch in, its learning rate out: half a wave from the first to the last.
#pragma once

#include <ctnn/simd/fused.hpp>

namespace ctnn {

namespace detail {

// cos(π part / whole) for 0 <= part <= whole, by its series over fused operations: the same bits
// everywhere.
constexpr double cosine_of_half_turns(int part, int whole) {
    // From the nearer end, where it is ±1.
    const bool late = part > whole - part;
    const double angle = 3.14159265358979323846 * (late ? whole - part : part) / whole;
    const double square = angle * angle;
    // angle <= π/2: the first term left out is 2e-17.
    constexpr int terms = 11;
    double sum = 1;
    for (int i = terms; i > 0; --i) sum = simd::fused(-square / ((2 * i - 1) * (2 * i)), sum, 1.0);
    return late ? -sum : sum;
}

}  // namespace detail

// η(epoch) = η₁ + (η₀ - η₁)(1 + cos(π epoch / epochs)) / 2: from η₀ at epoch 0 to η₁ at `epochs`,
// and, as in PyTorch, back again behind it.
// PyTorch: torch.optim.lr_scheduler.CosineAnnealingLR(T_max=epochs, eta_min=η₁) for an optimiser
// with lr=η₀.
//
// Example:
//     constexpr cosine_schedule schedule{.learning_rate = 0.5, .epochs = 90};
//     static_assert(schedule(0) == 0.5 && schedule(45) < 0.2501 && schedule(90) == 0);
//
// Between the epochs: optimiser.options.learning_rate = schedule(epoch). Source: Loshchilov &
// Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017.
struct cosine_schedule {
    double learning_rate;
    int epochs;
    double last_learning_rate = 0;

    constexpr double operator()(int epoch) const {
        const int place = epoch % (2 * epochs);
        const int part = place < epochs ? place : 2 * epochs - place;
        const double share = (1 + detail::cosine_of_half_turns(part, epochs)) / 2;
        return simd::fused(learning_rate - last_learning_rate, share, last_learning_rate);
    }
};

}  // namespace ctnn
