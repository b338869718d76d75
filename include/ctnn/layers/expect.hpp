// A shape written down between layers, checked by the compiler.
#pragma once

#include <ctnn/layers/flatten.hpp>

namespace ctnn {

// A layer that does nothing but insist: expect<16, 5, 5> compiles only behind a layer that makes
// 16x5x5. PyTorch has none; it takes no index in parameter names.
template <int... Extents> struct expect : flatten {
    static constexpr bool has_index = false;

    static constexpr planes uses_planes(const shape&) { return planes::follows; }

    static constexpr inference infer(const shape& in) {
        if constexpr (sizeof...(Extents) <= shape::max_rank)
            if (in == shape{Extents...}) return in;
        sentence expected;
        ((expected.add(expected.length > 0 ? "x" : ""), expected.add(Extents)), ...);
        return fault{.why = reason::shape_not_as_expected,
                     .words = sentence{"expected ", expected, ", found ", in}};
    }
};

}  // namespace ctnn
