// What stands for the shapes, numbers and outputs of a network that does not fit together: it
// agrees with whatever a program says about it, so that the error about the network is the only
// one.
#pragma once

#include <ctnn/base/tensor.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>

namespace ctnn {

namespace detail {

struct unknown {};

template <class B, class A>
concept beside_unknown = std::derived_from<A, unknown> || std::derived_from<B, unknown>;

template <class A, beside_unknown<A> B> constexpr bool operator==(const A&, const B&) {
    return true;
}
template <class A, beside_unknown<A> B> constexpr bool operator!=(const A&, const B&) {
    return true;
}

}  // namespace detail

// Equal to every number, and unequal too; small where it is measured or counted with.
struct unknown_number : detail::unknown {
    std::int64_t value = 1;

    explicit constexpr unknown_number(bool = true, int given = 1) : value{given} {}
    explicit(false) constexpr operator std::int64_t() const { return value; }
};

struct unknown_shape : detail::unknown {
    unknown_number rank;
    unknown_number extents[shape::max_rank];

    // Where there has to be a shape: that of one number, but equal to no other.
    static constexpr shape stand_in = [] {
        shape result{1, 1, 1, 1};
        result.rank = -1;
        return result;
    }();

    explicit constexpr unknown_shape(bool = true) {}
    explicit(false) constexpr operator shape() const { return stand_in; }
    constexpr unknown_number operator[](int) const { return unknown_number{}; }
    constexpr unknown_number size() const { return unknown_number{}; }
};

// What such a network puts out.
template <class T> struct basic_tensor<T, unknown_shape::stand_in> {
    using value_type = T;
    static constexpr shape extents = unknown_shape::stand_in;

    T values[1] = {};

    static constexpr std::size_t size() { return 1; }
    constexpr T* data() { return values; }
    constexpr const T* data() const { return values; }
    constexpr T* begin() { return values; }
    constexpr const T* begin() const { return values; }
    constexpr T* end() { return values + 1; }
    constexpr const T* end() const { return values + 1; }
    constexpr T& operator[](std::size_t) { return *values; }
    constexpr const T& operator[](std::size_t) const { return *values; }
    template <class... Index> constexpr T& operator()(Index...) { return *values; }
    template <class... Index> constexpr const T& operator()(Index...) const { return *values; }

    template <shape S> explicit(false) constexpr operator basic_tensor<T, S>() const { return {}; }
    template <shape S>
    friend constexpr bool operator==(const basic_tensor&, const basic_tensor<T, S>&) {
        return true;
    }
};

}  // namespace ctnn
