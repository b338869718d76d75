// The swish function.
#pragma once

#include <ctnn/kernels/math.hpp>
#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = x / (1 + e^-x). PyTorch: nn.SiLU.
//
// Shape: any, unchanged. Source: Ramachandran et al., "Searching for activation functions", 2017.
struct silu : elementwise<silu, known_is::input> {
    template <class V> static constexpr V value(V x) { return x * kernels::sigmoid(x); }
    template <class V> static constexpr V gradient(V x, V dy, V before) {
        const V one = V::broadcast(1);
        const V s = kernels::sigmoid(x);
        return fma(dy, s * fma(x, one - s, one), before);
    }
};

}  // namespace ctnn
