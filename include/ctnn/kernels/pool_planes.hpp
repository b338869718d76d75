// Planes in, one number a window out: pools with pixels in the lanes.
#pragma once

#include <ctnn/kernels/pool.hpp>

namespace ctnn::kernels {

namespace detail {

// Calls body(lanes, count, stride, columns of the first window, channel, row, column) for vectors
// of whole windows next to each other, and one by one for the others.
template <class T, simd::target Machine, pooling P, class Body>
constexpr void for_each_windows(const row_range& made, Body&& body) {
    constexpr int first = whole_of<P>.first, count = whole_of<P>.count, end = first + count;
    const auto one_by_one = [&](int channel, int y, int from, int to) {
        for (int x = from; x < to; ++x)
            body(constant<1>{}, constant<1>{}, constant<1>{}, P.columns(x), channel, y, x);
    };
    for (int channel = 0; channel < P.out.channels; ++channel)
        for (int y = made.begin; y < made.end; ++y) {
            one_by_one(channel, y, 0, first);
            if constexpr (count > 0)
                for_each_vector<T, Machine, count>([&](auto lanes, int i, auto windows) {
                    const covered_alike<whole_of<P>.taps, whole_of<P>.step> columns{
                        P.columns(first + i).begin};
                    body(lanes, windows, constant<whole_of<P>.stride>{}, columns, channel, y,
                         first + i);
                });
            one_by_one(channel, y, end, P.out.width);
        }
}

template <class T, simd::target Machine, pooling P, class Operation>
constexpr void pool_planes(const T* in, T* out, const row_range& made) {
    for_each_windows<T, Machine, P>(made, [&](auto lanes, auto count, auto stride,
                                              const auto& columns, int channel, int y, int x) {
        using V = simd::vec<T, lanes>;
        const auto rows = cover<P.vertical, P.in.height, P.out.height>(y);
        const V found = Operation::of(
            [&](int row, int column) {
                return V::template load_every<stride, count>(in + P.in.at(channel, row, column));
            },
            rows, columns);
        Operation::template put<count>(found, static_cast<T>(P.count(rows, columns)),
                                       out + P.out.at(channel, y, x));
    });
}

}  // namespace detail

// As max_pool and average_pool, in the same order.
template <class T, simd::target Machine, pooling P>
constexpr void max_pool_planes(const T* in, T* out, const row_range& made) noexcept {
    detail::pool_planes<T, Machine, P, detail::maximum>(in, out, made);
}
template <class T, simd::target Machine, pooling P>
constexpr void average_pool_planes(const T* in, T* out, const row_range& made) noexcept {
    detail::pool_planes<T, Machine, P, detail::average<false>>(in, out, made);
}

}  // namespace ctnn::kernels
