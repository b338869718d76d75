// A tensor's extents, as a value that can be a template argument.
#pragma once

#include <concepts>
#include <cstdint>

namespace ctnn {

// The extents of one tensor, outermost first, without a batch axis: {features}, {channels, length},
// {channels, height, width}, or {out, in, kernel height, kernel width} for a convolution's weight.
//
// PyTorch: tensor.shape[1:] of an activation, tensor.shape of a parameter.
//
//     static_assert(lenet5::output_shape == shape{10});
struct shape {
    static constexpr int max_rank = 4;

    int rank = 0;
    int extents[max_rank] = {};

    constexpr shape() = default;

    template <std::same_as<int>... Extents>
        requires(sizeof...(Extents) >= 1 && sizeof...(Extents) <= max_rank)
    explicit(false) constexpr shape(Extents... given)
        : rank{sizeof...(Extents)}, extents{given...} {}

    constexpr int operator[](int axis) const { return extents[axis]; }

    // The number of elements: the product of the extents, 1 for a scalar.
    constexpr std::int64_t size() const {
        std::int64_t product = 1;
        for (int axis = 0; axis < rank; ++axis) product *= extents[axis];
        return product;
    }

    friend constexpr bool operator==(const shape&, const shape&) = default;
};

}  // namespace ctnn
