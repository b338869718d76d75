// The smooth rectifier.
#pragma once

#include <ctnn/kernels/math.hpp>
#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = ln(1 + e^x), computed as max(x, 0) + ln(1 + e^-|x|). PyTorch: nn.Softplus.
//
// Shape: any, unchanged. (PyTorch replaces y by x above 20, where they differ by less than 3e-9.)
// Source: Dugas et al., "Incorporating second-order functional knowledge", 2000.
struct softplus : elementwise<softplus> {
    template <class V> static constexpr V value(V x) {
        const V zero = V::broadcast(0);
        return max(zero, x) + kernels::log_one_plus(kernels::exp_of_small(zero - abs(x)));
    }
    template <class V> static constexpr V gradient(V y, V dy, V before) {
        // The slope is 1 / (1 + e^-x) = 1 - e^-y.
        const V minus = kernels::exp_minus_one_of_negative(V::broadcast(0) - y);
        return fma(V::broadcast(0) - dy, minus, before);
    }
};

}  // namespace ctnn
