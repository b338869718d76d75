// Numbers with a shape: the pictures, scores, weights and gradients that users hold.
#pragma once

#include <ctnn/base/shape.hpp>

#include <cstddef>

namespace ctnn {

// The place of an element in a contiguous tensor.
template <class... Index> constexpr std::size_t offset_in(const shape& extents, Index... at) {
    std::size_t position = 0;
    int axis = 0;
    ((position =
          position * static_cast<std::size_t>(extents[axis++]) + static_cast<std::size_t>(at)),
     ...);
    return position;
}

// Elements of type T with extents S, owned, in PyTorch's order (the last axis varies fastest; an
// image is channels x height x width).
//
// PyTorch: a contiguous tensor of S without the batch axis.
template <class T, shape S> struct basic_tensor {
    using value_type = T;
    static constexpr shape extents = S;

    T values[static_cast<std::size_t>(S.size())] = {};

    static constexpr std::size_t size() { return static_cast<std::size_t>(S.size()); }
    constexpr T* data() { return values; }
    constexpr const T* data() const { return values; }
    constexpr T* begin() { return values; }
    constexpr const T* begin() const { return values; }
    constexpr T* end() { return values + size(); }
    constexpr const T* end() const { return values + size(); }
    constexpr T& operator[](std::size_t i) { return values[i]; }
    constexpr const T& operator[](std::size_t i) const { return values[i]; }

    // tensor(channel, row, column): as many indices as there are axes.
    template <class... Index>
        requires(sizeof...(Index) == S.rank)
    constexpr T& operator()(Index... at) {
        return values[offset_in(S, static_cast<int>(at)...)];
    }
    template <class... Index>
        requires(sizeof...(Index) == S.rank)
    constexpr const T& operator()(Index... at) const {
        return values[offset_in(S, static_cast<int>(at)...)];
    }

    friend constexpr bool operator==(const basic_tensor&, const basic_tensor&) = default;
};

// The same, looking at numbers that belong to somebody else: one parameter of a network, say.
template <class T, shape S> struct tensor_view {
    using value_type = T;
    static constexpr shape extents = S;

    T* values;

    static constexpr std::size_t size() { return static_cast<std::size_t>(S.size()); }
    constexpr T* data() const { return values; }
    constexpr T* begin() const { return values; }
    constexpr T* end() const { return values + size(); }
    constexpr T& operator[](std::size_t i) const { return values[i]; }
    template <class... Index>
        requires(sizeof...(Index) == S.rank)
    constexpr T& operator()(Index... at) const {
        return values[offset_in(S, static_cast<int>(at)...)];
    }
};

// tensor<1, 28, 28> is a grey picture of floats.
template <int... Extents> using tensor = basic_tensor<float, shape{Extents...}>;

}  // namespace ctnn
