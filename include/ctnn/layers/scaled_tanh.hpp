// The hyperbolic tangent of 1998, stretched so that f(1) = 1 and f(-1) = -1.
#pragma once

#include <ctnn/kernels/math.hpp>
#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = 1.7159 tanh(2x/3). PyTorch: 1.7159 * torch.tanh(x * (2 / 3)).
//
// Shape: any, unchanged. Source: LeCun et al., "Gradient-based learning applied to document
// recognition", 1998, appendix A.
struct scaled_tanh : elementwise<scaled_tanh> {
    template <class V> static constexpr V value(V x) {
        using T = typename V::scalar_type;
        return kernels::tanh(x * V::broadcast(T(steepness))) * V::broadcast(T(height));
    }
    template <class V> static constexpr V gradient(V y, V dy, V before) {
        using T = typename V::scalar_type;
        const V t = y * V::broadcast(T(1 / height));
        const V below_one = fma(V::broadcast(-1) * t, t, V::broadcast(1));
        return fma(dy, below_one * V::broadcast(T(height * steepness)), before);
    }

  private:
    static constexpr double height = 1.7159, steepness = 2.0 / 3;
};

}  // namespace ctnn
