// The rectifier that lets a little of the negative numbers through.
#pragma once

#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = x for x > 0, else s x with s = Numerator/Denominator. PyTorch: nn.LeakyReLU(s), whose default
// 0.01 is leaky_relu<>.
//
// Shape: any, unchanged. s must not be negative. Source: Maas et al., "Rectifier nonlinearities
// improve neural network acoustic models", 2013.
template <int Numerator = 1, int Denominator = 100>
struct leaky_relu : elementwise<leaky_relu<Numerator, Denominator>> {
    static constexpr bool is_short = true;

    static constexpr inference infer(const shape& in) {
        if (Numerator < 0 || Denominator < 1)
            return fault{.why = reason::number_negative,
                         .words = sentence{"the slope must be 0 or more, found ", Numerator, "/",
                                           Denominator}};
        return in;
    }

    template <class V> static constexpr V value(V x) {
        return select(x > V::broadcast(0), x, x * slope<V>());
    }
    template <class V> static constexpr V gradient(V y, V dy, V before) {
        return fma(dy, select(y > V::broadcast(0), V::broadcast(1), slope<V>()), before);
    }

  private:
    template <class V> static constexpr V slope() {
        return V::broadcast(Numerator) / V::broadcast(Denominator);
    }
};

}  // namespace ctnn
