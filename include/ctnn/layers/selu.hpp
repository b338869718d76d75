// The self-normalising exponential linear unit.
#pragma once

#include <ctnn/kernels/math.hpp>
#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = λ x for x > 0, else λ α (e^x - 1), with the constants that keep mean 0 and variance 1.
// PyTorch: nn.SELU.
//
// Shape: any, unchanged. Source: Klambauer et al., "Self-normalizing neural networks", 2017.
struct selu : elementwise<selu> {
    template <class V> static constexpr V value(V x) {
        using T = typename V::scalar_type;
        const V zero = V::broadcast(0);
        const V below = kernels::exp_minus_one_of_negative(select(x > zero, zero, x));
        return select(x > zero, x * V::broadcast(T(scale)), below * V::broadcast(T(scale * alpha)));
    }
    template <class V> static constexpr V gradient(V y, V dy, V before) {
        using T = typename V::scalar_type;
        // Below 0 the slope is λ α e^x = y + λ α.
        const V slope =
            select(y > V::broadcast(0), V::broadcast(T(scale)), y + V::broadcast(T(scale * alpha)));
        return fma(dy, slope, before);
    }

  private:
    static constexpr double alpha = 1.6732632423543772848, scale = 1.0507009873554804934;
};

}  // namespace ctnn
