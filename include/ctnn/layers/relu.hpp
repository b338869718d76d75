// The rectifier: negative numbers become zero.
#pragma once

#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = max(x, 0). PyTorch: nn.ReLU.
//
// Shape: any, unchanged. The gradient at 0 is 0, as in PyTorch.
// Source: Nair & Hinton, "Rectified linear units improve restricted Boltzmann machines", 2010.
struct relu : elementwise<relu> {
    static constexpr bool is_short = true;

    template <class V> static constexpr V value(V x) { return max(V::broadcast(0), x); }
    template <class V> static constexpr V gradient(V y, V dy, V before) {
        const V zero = V::broadcast(0);
        return before + select(y > zero, dy, zero);
    }
};

}  // namespace ctnn
