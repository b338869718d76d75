// The logistic function: numbers become shares between 0 and 1.
#pragma once

#include <ctnn/kernels/math.hpp>
#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = 1 / (1 + e^-x). PyTorch: nn.Sigmoid.
//
// Shape: any, unchanged.
struct sigmoid : elementwise<sigmoid> {
    template <class V> static constexpr V value(V x) { return kernels::sigmoid(x); }
    template <class V> static constexpr V gradient(V y, V dy, V before) {
        return fma(dy, y * (V::broadcast(1) - y), before);
    }
};

}  // namespace ctnn
