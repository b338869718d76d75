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
        const V half = x / V::broadcast(2);
        return fma(half, erf_of(x), half);
    }
    template <class V> static constexpr V gradient(V x, V dy, V before) {
        // Φ(x) + x Φ'(x), where Φ'(x) = e^(-x²/2) / √(2π).
        using T = typename V::scalar_type;
        const V half = V::broadcast(1) / V::broadcast(2);
        const V density = kernels::exp((V::broadcast(0) - half) * x * x) *
                          V::broadcast(T(0.39894228040143267794));
        return fma(dy, fma(x, density, fma(half, erf_of(x), half)), before);
    }

  private:
    template <class V> static constexpr V erf_of(V x) {
        using T = typename V::scalar_type;
        return kernels::erf(x * V::broadcast(T(0.70710678118654752440)));
    }
};

}  // namespace ctnn
