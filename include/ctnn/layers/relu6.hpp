// The rectifier with a ceiling.
#pragma once

#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = min(max(x, 0), 6). PyTorch: nn.ReLU6.
//
// Shape: any, unchanged. The gradient at 0 and at 6 is 0, as in PyTorch.
// Source: Howard et al., "MobileNets", 2017.
struct relu6 : elementwise<relu6> {
    static constexpr bool is_short = true;

    template <class V> static constexpr V value(V x) {
        // max keeps its second operand where that is not a number.
        const V zero = V::broadcast(0);
        return zero - max(V::broadcast(-6), zero - max(zero, x));
    }
    template <class V> static constexpr V gradient(V y, V dy, V before) {
        const V zero = V::broadcast(0);
        return before + select(y > zero, select(V::broadcast(6) > y, dy, zero), zero);
    }
};

}  // namespace ctnn
