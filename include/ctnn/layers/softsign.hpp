// A sigmoid without an exponential.
#pragma once

#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = x / (1 + |x|). PyTorch: nn.Softsign.
//
// Shape: any, unchanged.
struct softsign : elementwise<softsign> {
    template <class V> static constexpr V value(V x) { return x / (V::broadcast(1) + abs(x)); }
    template <class V> static constexpr V gradient(V y, V dy, V before) {
        // The slope is 1 / (1 + |x|)² = (1 - |y|)².
        const V rest = V::broadcast(1) - abs(y);
        return fma(dy, rest * rest, before);
    }
};

}  // namespace ctnn
