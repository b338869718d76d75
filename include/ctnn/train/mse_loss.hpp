// Outputs and targets in, their squared difference and its gradient out.
#pragma once

#include <ctnn/train/elementwise_loss.hpp>

namespace ctnn {

// L = (output - target)², the mean or the sum over all elements of all samples.
// dL/doutput = 2 (output - target), for the mean divided by their number. PyTorch: nn.MSELoss.
//
// Example:
//     const tensor<3> outputs{{1, 2, 3}}, Y{{1, 2, 6}};
//     mse_loss criterion;  // for the sum: criterion{{.reduction = reduction::sum}}
//     const float loss = criterion.forward(outputs, Y);
//     const tensor<3> dloss = criterion.backward(outputs, Y);
//
// Outputs and targets are tensors, or batches of as many samples each.
template <simd::target Machine = simd::native>
struct basic_mse_loss : elementwise_loss<basic_mse_loss<Machine>, loss_options, Machine> {
    using basic_mse_loss::elementwise_loss::elementwise_loss;

    template <class V> static constexpr V add(V output, V target, V sum) {
        const V difference = output - target;
        return fma(difference, difference, sum);
    }
    template <class V> static constexpr V slope(V output, V target) {
        return V::broadcast(2) * (output - target);
    }
};

using mse_loss = basic_mse_loss<>;

}  // namespace ctnn
