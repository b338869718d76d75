// Windows over an image in, one number a window and channel out, and the way back; channels in the
// lanes.
#pragma once

#include <ctnn/base/window.hpp>
#include <ctnn/kernels/rows.hpp>

#include <cstddef>

namespace ctnn::kernels {

// Windows over an image laid out as `in` (its edge is never read: windows are clipped), one for
// every pixel of `out`.
struct pooling {
    layout in, out;
    window vertical, horizontal;
    friend constexpr bool operator==(const pooling&, const pooling&) = default;
};

namespace detail {

// The elements [begin, end) of an axis that a window at one position covers, and how many its
// average counts.
struct covered {
    int begin, end;
    int counted;  // with the declared padding: PyTorch's count_include_pad=True
};
template <window W, int Extent, int Count> constexpr covered cover(int position) {
    const int begin = position * W.stride - W.before;
    // Known to need no clipping: the loops over the window have constant lengths and are unrolled.
    constexpr bool inside = W.before == 0 && (Count - 1) * W.stride + W.kernel <= Extent;
    if constexpr (inside) {
        return {begin, begin + W.kernel, W.kernel};
    } else {
        const int end = begin + W.kernel;
        return {begin < 0 ? 0 : begin, end < Extent ? end : Extent,
                (end < Extent + W.after ? end : Extent + W.after) - begin};
    }
}

// Calls body(pixel of the output, rows and columns of the input).
template <pooling P, class Body> constexpr void for_each_window(Body&& body) {
    for (int y = 0; y < P.out.height; ++y)
        for (int x = 0; x < P.out.width; ++x)
            body(y, x, cover<P.vertical, P.in.height, P.out.height>(y),
                 cover<P.horizontal, P.in.width, P.out.width>(x));
}

template <class Body>
constexpr void for_each_pixel(const covered& rows, const covered& columns, Body&& body) {
    for (int row = rows.begin; row < rows.end; ++row)
        for (int column = columns.begin; column < columns.end; ++column) body(row, column);
}

}  // namespace detail

template <class T, simd::target Machine, pooling P>
constexpr void max_pool(const T* in, T* out) noexcept {
    detail::for_each_window<P>([&](int y, int x, const auto& rows, const auto& columns) {
        for_each_vector<T, Machine, P.in.channels>([&](auto lanes, int channel, auto count) {
            using V = simd::vec<T, lanes>;
            V largest =
                V::template load_first<count>(in + P.in.at(channel, rows.begin, columns.begin));
            detail::for_each_pixel(rows, columns, [&](int row, int column) {
                largest =
                    max(V::template load_first<count>(in + P.in.at(channel, row, column)), largest);
            });
            largest.template store_first<count>(out + P.out.at(channel, y, x));
        });
    });
}

// Adds every window's gradient to its first largest element in row-major order, as PyTorch does.
// The gradients lie as in `G`, the activations as in `P`.
template <class T, simd::target Machine, pooling P, pooling G>
constexpr void max_pool_backward(const T* in, const T* out, const T* out_gradient,
                                 T* in_gradient) noexcept {
    detail::for_each_window<P>([&](int y, int x, const auto& rows, const auto& columns) {
        for_each_vector<T, Machine, P.in.channels>([&](auto lanes, int channel, auto count) {
            using V = simd::vec<T, lanes>;
            const V zero = V::broadcast(T(0));
            const V largest = V::template load_first<count>(out + P.out.at(channel, y, x));
            // What has not found its element yet: zero once it has.
            V waiting = V::template load_first<count>(out_gradient + G.out.at(channel, y, x));
            detail::for_each_pixel(rows, columns, [&](int row, int column) {
                const auto found =
                    V::template load_first<count>(in + P.in.at(channel, row, column)) == largest;
                T* const target = in_gradient + G.in.at(channel, row, column);
                (V::template load_first<count>(target) + select(found, waiting, zero))
                    .template store_first<count>(target);
                waiting = select(found, zero, waiting);
            });
        });
    });
}

template <class T, simd::target Machine, pooling P>
constexpr void average_pool(const T* in, T* out) noexcept {
    detail::for_each_window<P>([&](int y, int x, const auto& rows, const auto& columns) {
        const T counted = static_cast<T>(rows.counted * columns.counted);
        for_each_vector<T, Machine, P.in.channels>([&](auto lanes, int channel, auto count) {
            using V = simd::vec<T, lanes>;
            V sum = V::broadcast(T(0));
            detail::for_each_pixel(rows, columns, [&](int row, int column) {
                sum = sum + V::template load_first<count>(in + P.in.at(channel, row, column));
            });
            (sum / V::broadcast(counted))
                .template store_first<count>(out + P.out.at(channel, y, x));
        });
    });
}

// Adds to every element its share of the gradients of the windows that cover it.
template <class T, simd::target Machine, pooling G>
constexpr void average_pool_backward(const T* out_gradient, T* in_gradient) noexcept {
    detail::for_each_window<G>([&](int y, int x, const auto& rows, const auto& columns) {
        const T counted = static_cast<T>(rows.counted * columns.counted);
        for_each_vector<T, Machine, G.in.channels>([&](auto lanes, int channel, auto count) {
            using V = simd::vec<T, lanes>;
            const V share = V::template load_first<count>(out_gradient + G.out.at(channel, y, x)) /
                            V::broadcast(counted);
            detail::for_each_pixel(rows, columns, [&](int row, int column) {
                T* const target = in_gradient + G.in.at(channel, row, column);
                (V::template load_first<count>(target) + share).template store_first<count>(target);
            });
        });
    });
}

}  // namespace ctnn::kernels
