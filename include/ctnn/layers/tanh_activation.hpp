// The hyperbolic tangent as a layer.
#pragma once

#include <ctnn/kernels/math.hpp>
#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = tanh x. PyTorch: nn.Tanh. (Plain `tanh` would be ambiguous beside <cmath>'s.)
//
// Shape: any, unchanged.
struct tanh_activation : elementwise<tanh_activation> {
    template <class V> static constexpr V value(V x) { return kernels::tanh(x); }
    template <class V> static constexpr V gradient(V y, V dy, V before) {
        return fma(dy, fma(V::broadcast(-1) * y, y, V::broadcast(1)), before);
    }
};

}  // namespace ctnn
