// The logistic function as three straight lines.
#pragma once

#include <ctnn/layers/relu6.hpp>

namespace ctnn {

// y = min(max(x + 3, 0), 6) / 6. PyTorch: nn.Hardsigmoid.
//
// Shape: any, unchanged. The gradient is 1/6 where 0 < y < 1.
// Source: Howard et al., "Searching for MobileNetV3", 2019.
struct hard_sigmoid : elementwise<hard_sigmoid> {
    static constexpr bool is_short = true;

    template <class V> static constexpr V value(V x) {
        return relu6::value(x + V::broadcast(3)) / V::broadcast(6);
    }
    template <class V> static constexpr V gradient(V y, V dy, V before) {
        const V zero = V::broadcast(0), sixth = V::broadcast(1) / V::broadcast(6);
        const V slope = select(y > zero, select(V::broadcast(1) > y, sixth, zero), zero);
        return fma(dy, slope, before);
    }
};

}  // namespace ctnn
