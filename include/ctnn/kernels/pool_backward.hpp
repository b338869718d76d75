// The gradient of every window's number in, that of the image out; channels in the lanes.
#pragma once

#include <ctnn/kernels/pool.hpp>

namespace ctnn::kernels {

// Calls body(pixel of the output, rows and columns of the input).
template <pooling P, class Body> constexpr void for_each_window(Body&& body) {
    for (int y = 0; y < P.out.height; ++y)
        for (int x = 0; x < P.out.width; ++x)
            body(y, x, cover<P.vertical, P.in.height, P.out.height>(y),
                 cover<P.horizontal, P.in.width, P.out.width>(x));
}

// Calls body(row, column) for every pixel that a window covers.
template <class Rows, class Columns, class Body>
constexpr void for_each_pixel_of(const Rows& rows, const Columns& columns, Body&& body) {
    for (int i = 0; i < rows.count; ++i)
        for (int j = 0; j < columns.count; ++j)
            body(rows.begin + i * rows.step, columns.begin + j * columns.step);
}

// Gives every window's gradient to its first largest element in row-major order, as PyTorch does,
// or to its first NaN, where PyTorch takes the last. The gradients lie as in `G`, the activations
// as in `P`. Windows that overlap, or leave pixels out, must add: to zeros at first.
template <class T, simd::target Machine, pooling P, pooling G, bool Add>
constexpr void max_pool_backward(const T* in, const T* out, const T* out_gradient,
                                 T* in_gradient) noexcept {
    for_each_window<P>([&](int y, int x, const auto& rows, const auto& columns) {
        for_each_vector<T, Machine, P.in.channels>([&](auto lanes, int channel, auto count) {
            using V = simd::vec<T, lanes>;
            const V zero = V::broadcast(T(0));
            const V largest = V::template load_first<count>(out + P.out.at(channel, y, x));
            // What has not found its element yet: zero once it has.
            V waiting = V::template load_first<count>(out_gradient + G.out.at(channel, y, x));
            for_each_pixel_of(rows, columns, [&](int row, int column) {
                const V here = V::template load_first<count>(in + P.in.at(channel, row, column));
                const auto is_number = here == here, is_largest = here == largest;
                detail::leave<Add, count>(
                    select(is_number, select(is_largest, waiting, zero), waiting),
                    in_gradient + G.in.at(channel, row, column));
                waiting = select(is_number, select(is_largest, zero, waiting), zero);
            });
        });
    });
}

// Gives every element its share of the gradients of the windows that cover it. Windows that
// overlap, or leave pixels out, must add: to zeros at first.
template <class T, simd::target Machine, pooling G, bool Add>
constexpr void average_pool_backward(const T* out_gradient, T* in_gradient) noexcept {
    for_each_window<G>([&](int y, int x, const auto& rows, const auto& columns) {
        const T counted = static_cast<T>(G.count(rows, columns));
        for_each_vector<T, Machine, G.in.channels>([&](auto lanes, int channel, auto count) {
            using V = simd::vec<T, lanes>;
            const V share = V::template load_first<count>(out_gradient + G.out.at(channel, y, x)) /
                            V::broadcast(counted);
            for_each_pixel_of(rows, columns, [&](int row, int column) {
                detail::leave<Add, count>(share, in_gradient + G.in.at(channel, row, column));
            });
        });
    });
}

}  // namespace ctnn::kernels
