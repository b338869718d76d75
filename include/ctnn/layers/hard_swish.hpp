// The swish function from straight lines.
#pragma once

#include <ctnn/layers/relu6.hpp>

namespace ctnn {

// y = x min(max(x + 3, 0), 6) / 6. PyTorch: nn.Hardswish.
//
// Shape: any, unchanged. Source: Howard et al., "Searching for MobileNetV3", 2019.
struct hard_swish : elementwise<hard_swish, known_is::input> {
    static constexpr bool is_short = true;

    template <class V> static constexpr V value(V x) {
        return x * (relu6::value(x + V::broadcast(3)) / V::broadcast(6));
    }
    template <class V> static constexpr V gradient(V x, V dy, V before) {
        const V zero = V::broadcast(0), one = V::broadcast(1), three = V::broadcast(3);
        const V middle = fma(x, one / three, V::broadcast(1) / V::broadcast(2));
        const V slope = select(zero - three > x, zero, select(x > three, one, middle));
        return fma(dy, slope, before);
    }
};

}  // namespace ctnn
