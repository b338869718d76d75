// Gradients in, better parameters out: Adam, with a decay of the weights that it does not rescale.
#pragma once

#include <ctnn/train/adam.hpp>

namespace ctnn {

// PyTorch: the arguments of torch.optim.AdamW, `betas` by name.
struct adamw_options {
    static constexpr bool decay_is_apart = true;

    double learning_rate = 1e-3;
    double beta1 = 0.9, beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 1e-2;
};

// W(t+1) = (1 - η λ) W(t) - η m̂ / (√v̂ + ε), with m̂ and v̂ as in adam, but of g = dL/dW alone.
// PyTorch: torch.optim.AdamW(lr=η, betas=(β₁, β₂), eps=ε, weight_decay=λ).
//
//     adamw<lenet5> optimiser{{.learning_rate = 1e-3, .weight_decay = 0.05}};
//     optimiser.step(model);
//
// `options` may be changed between steps. Source: Loshchilov & Hutter, "Decoupled weight decay
// regularization", 2019.
template <class Net, class T = float, simd::target Machine = simd::native>
using adamw = basic_adam<adamw_options, Net, T, Machine>;

}  // namespace ctnn
