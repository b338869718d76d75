// The exponential linear unit.
#pragma once

#include <ctnn/kernels/math.hpp>
#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// y = x for x > 0, else a (e^x - 1) with a = Numerator/Denominator. PyTorch: nn.ELU(a), whose
// default 1 is elu<>.
//
// Shape: any, unchanged. a must be positive. Source: Clevert et al., "Fast and accurate deep
// network learning by exponential linear units", 2015.
template <int Numerator = 1, int Denominator = 1>
struct elu : elementwise<elu<Numerator, Denominator>> {
    static constexpr inference infer(const shape& in) {
        if (Numerator < 1 || Denominator < 1)
            return fault{.why = reason::number_not_positive,
                         .words = sentence{"the factor must be more than 0, found ", Numerator, "/",
                                           Denominator}};
        return in;
    }

    template <class V> static constexpr V value(V x) {
        const V zero = V::broadcast(0);
        const V below = kernels::exp_minus_one_of_negative(select(x > zero, zero, x));
        return select(x > zero, x, below * alpha<V>());
    }
    template <class V> static constexpr V gradient(V y, V dy, V before) {
        // Below 0 the slope is a e^x = y + a.
        const V one = V::broadcast(1);
        return fma(dy, select(y > V::broadcast(0), one, y + alpha<V>()), before);
    }

  private:
    template <class V> static constexpr V alpha() {
        return V::broadcast(Numerator) / V::broadcast(Denominator);
    }
};

}  // namespace ctnn
