// What a network reads: the first entry of its declaration.
#pragma once

#include <ctnn/base/shape.hpp>

namespace ctnn {

// input<1, 28, 28> is an image (channels, height, width), input<3> a flat vector.
// PyTorch: the shape of the first tensor without its batch axis.
template <int... Extents> struct input {
    static constexpr shape extents{Extents...};
};

}  // namespace ctnn
