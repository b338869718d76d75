// Scores and probabilities in, the cross-entropy between them and its gradient out.
#pragma once

#include <ctnn/kernels/math.hpp>
#include <ctnn/train/elementwise_loss.hpp>

namespace ctnn {

// L = -y ln σ(x) - (1 - y) ln(1 - σ(x)) for a score x, before any sigmoid, and a target y from 0 to
// 1: every element is a yes or no of its own. The mean or the sum over all elements of all samples;
// dL/dx = σ(x) - y, for the mean divided by their number. PyTorch: nn.BCEWithLogitsLoss.
//
// Example:
//     const tensor<3> scores{{-2, 0, 5}}, Y{{0, 1, 1}};
//     bce_with_logits criterion;  // for the sum: criterion{{.reduction = reduction::sum}}
//     const float loss = criterion.forward(scores, Y);
//     const tensor<3> dloss = criterion.backward(scores, Y);
//
// Scores and targets are tensors, or batches of as many samples each.
template <simd::target Machine = simd::native>
struct basic_bce_with_logits
    : elementwise_loss<basic_bce_with_logits<Machine>, loss_options, Machine> {
    using basic_bce_with_logits::elementwise_loss::elementwise_loss;

    // L = max(x, 0) - x y + ln(1 + e^-|x|), which neither overflows nor loses the digits of a good
    // guess: the first two cancel exactly where x > 0 and y = 1.
    template <class V> static constexpr V add(V output, V target, V sum) {
        const V zero = V::broadcast(0);
        const V wrong = fma(zero - output, target, max(zero, output));
        return sum + (wrong + kernels::log_one_plus(kernels::exp_of_small(zero - abs(output))));
    }
    template <class V> static constexpr V slope(V output, V target) {
        return kernels::sigmoid(output) - target;
    }
};

using bce_with_logits = basic_bce_with_logits<>;

}  // namespace ctnn
