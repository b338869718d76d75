// The Gaussian error linear unit.
#pragma once

#include <ctnn/kernels/math.hpp>
#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = x Φ(x) with the normal distribution Φ(x) = (1 + erf(x/√2)) / 2. PyTorch: nn.GELU
// (approximate="none").
//
// Shape: any, unchanged. Source: Hendrycks & Gimpel, "Gaussian error linear units", 2016.
struct gelu : elementwise<gelu, known_is::input> {
    template <class V> static constexpr V value(V x) {
        return x * kernels::normal_of(x).distribution;
    }
    template <class V> static constexpr V gradient(V x, V dy, V before) {
        const auto normal = kernels::normal_of(x);
        return fma(dy, fma(x, normal.density, normal.distribution), before);
    }
};

}  // namespace ctnn
