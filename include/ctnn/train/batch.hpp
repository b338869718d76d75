// Several samples of one shape: owned, or somebody else's.
#pragma once

#include <ctnn/base/tensor.hpp>

#include <cstddef>

namespace ctnn {

// `count` samples of extents S, one after the other, that belong to somebody else. PyTorch: a
// tensor {count, S...}.
template <class T, shape S> struct batch_view {
    using value_type = T;
    static constexpr shape extents = S;

    T* values = nullptr;
    int count = 0;

    constexpr T* data() const { return values; }
    constexpr std::size_t size() const { return static_cast<std::size_t>(count * S.size()); }
    constexpr tensor_view<T, S> operator[](int sample) const {
        return {values + sample * S.size()};
    }
};

// Up to `Most` samples of extents S; the first `count` of them are in use.
template <class T, shape S, int Most> struct basic_batch {
    using value_type = T;
    static constexpr shape extents = S;
    static constexpr int capacity = Most;

    T values[static_cast<std::size_t>(Most * S.size())] = {};
    int count = Most;

    constexpr T* data() { return values; }
    constexpr const T* data() const { return values; }
    constexpr std::size_t size() const { return static_cast<std::size_t>(count * S.size()); }
    constexpr tensor_view<T, S> operator[](int sample) { return {values + sample * S.size()}; }
    constexpr tensor_view<const T, S> operator[](int sample) const {
        return {values + sample * S.size()};
    }

    explicit(false) constexpr operator batch_view<const T, S>() const { return {values, count}; }
};

// batch<64, 1, 28, 28> is up to 64 grey pictures.
template <int Most, int... Extents> using batch = basic_batch<float, shape{Extents...}, Most>;

}  // namespace ctnn
