// Outputs and targets in, their mean squared difference and its gradient out.
#pragma once

#include <ctnn/kernels/softmax.hpp>
#include <ctnn/train/batch.hpp>

namespace ctnn {

// L = mean of (output - target)² over all elements of all samples. PyTorch: nn.MSELoss.
//
//     float loss  = criterion.forward(outputs, Y);      dL/doutput = 2 (output - target) / count
//     auto  dloss = criterion.backward(outputs, Y);
//
// Outputs and targets are tensors, or batches of as many samples each.
struct mse_loss {
    template <class T, shape S>
    constexpr T forward(const basic_tensor<T, S>& outputs,
                        const basic_tensor<T, S>& targets) const {
        return mean<T>(outputs.data(), targets.data(), outputs.size());
    }
    template <class T, shape S>
    constexpr basic_tensor<T, S> backward(const basic_tensor<T, S>& outputs,
                                          const basic_tensor<T, S>& targets) const {
        basic_tensor<T, S> gradient;
        gradient_of<T>(outputs.data(), targets.data(), gradient.data(), outputs.size());
        return gradient;
    }

    template <class T, shape S, int Most>
    constexpr T forward(const basic_batch<T, S, Most>& outputs,
                        std::type_identity_t<batch_view<const T, S>> targets) const {
        return mean<T>(outputs.data(), targets.data(), outputs.size());
    }
    template <class T, shape S, int Most>
    constexpr basic_batch<T, S, Most> backward(
        const basic_batch<T, S, Most>& outputs,
        std::type_identity_t<batch_view<const T, S>> targets) const {
        basic_batch<T, S, Most> gradient;
        gradient.count = outputs.count;
        gradient_of<T>(outputs.data(), targets.data(), gradient.data(), outputs.size());
        return gradient;
    }

  private:
    template <class T>
    static constexpr T mean(const T* outputs, const T* targets, std::size_t count) {
        T sum = T(0);
        for (std::size_t i = 0; i < count; ++i) {
            const T difference = outputs[i] - targets[i];
            sum = simd::fused(difference, difference, sum);
        }
        return sum / static_cast<T>(count);
    }
    template <class T>
    static constexpr void gradient_of(const T* outputs, const T* targets, T* gradient,
                                      std::size_t count) {
        const T scale = T(2) / static_cast<T>(count);
        for (std::size_t i = 0; i < count; ++i) gradient[i] = scale * (outputs[i] - targets[i]);
    }
};

}  // namespace ctnn
