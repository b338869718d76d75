// Outputs and targets in, their difference, squared where it is small, and its gradient out.
#pragma once

#include <ctnn/train/elementwise_loss.hpp>

#include <limits>

namespace ctnn {

// PyTorch: the arguments of nn.SmoothL1Loss. β has the outputs' unit.
struct smooth_l1_options {
    double beta = 1;
    ctnn::reduction reduction = reduction::mean;
};

// L = d² / (2 β) where d = |output - target| < β, else d - β / 2: the mean or the sum over all
// elements of all samples. dL/doutput goes from -1 to 1, for the mean divided by their number.
// PyTorch: nn.SmoothL1Loss. Source: Girshick, "Fast R-CNN", 2015.
//
// Example:
//     const tensor<3> outputs{{1, 2, 3}}, Y{{1, 2, 6}};
//     smooth_l1 criterion{{.beta = 0.5, .reduction = reduction::sum}};
//     const float loss = criterion.forward(outputs, Y);
//     const tensor<3> dloss = criterion.backward(outputs, Y);
//
// Outputs and targets are tensors, or batches of as many samples each. A β below 0 is an error; 0
// makes it nn.L1Loss.
template <simd::target Machine = simd::native>
struct basic_smooth_l1 : elementwise_loss<basic_smooth_l1<Machine>, smooth_l1_options, Machine> {
    using basic_smooth_l1::elementwise_loss::elementwise_loss;

    template <class V> constexpr V add(V output, V target, V sum) const {
        using T = typename V::scalar_type;
        const V distance = abs(output - target), half = V::broadcast(T(0.5));
        const V squared = fma(half * distance * inverse<V>(), distance, sum);
        return select(beta<V>() > distance, squared, sum + (distance - half * beta<V>()));
    }
    template <class V> constexpr V slope(V output, V target) const {
        const V zero = V::broadcast(0), down = V::broadcast(-1);
        const V steep = (output - target) * inverse<V>();
        // In this order the bounds let through what is not a number.
        return zero - max(down, zero - max(down, steep));
    }

  private:
    template <class V> constexpr V beta() const {
        return V::broadcast(static_cast<typename V::scalar_type>(this->options.beta));
    }
    // 1 / β; for β = 0 a number that takes every difference out of the bounds but 0.
    template <class V> constexpr V inverse() const {
        using T = typename V::scalar_type;
        constexpr T largest = std::numeric_limits<T>::max();
        return V::broadcast(this->options.beta > 0 ? static_cast<T>(1 / this->options.beta)
                                                   : largest);
    }
};

using smooth_l1 = basic_smooth_l1<>;

}  // namespace ctnn
