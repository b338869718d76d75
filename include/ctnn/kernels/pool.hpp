// Windows over an image in, one number a window and channel out, and the way back; channels in the
// lanes.
#pragma once

#include <ctnn/kernels/choose.hpp>
#include <ctnn/kernels/rows.hpp>
#include <ctnn/kernels/windows.hpp>

#include <cstddef>

namespace ctnn::kernels {

// What a window's sum is divided by to make its average.
//   window    its elements, those in the declared padding included
//   elements  its elements, padding not counted
//   one       nothing: the sum itself
enum class divisor { window, elements, one };

// The rows of the output that are to be made.
struct row_range {
    int begin = 0, end = 0;
};

// Windows over an image laid out as `in` (its edge is never read: windows are clipped), one for
// every pixel of `out`.
struct pooling {
    layout in, out;
    axis_windows vertical, horizontal;
    divisor by = divisor::window;

    constexpr row_range all_rows() const { return {0, out.height}; }
    constexpr covered rows(int y) const { return cover(vertical, in.height, out.height, y); }
    constexpr covered columns(int x) const { return cover(horizontal, in.width, out.width, x); }
    // Does every pixel of `in` lie in exactly one window?
    constexpr bool tiles() const {
        return kernels::tiles(vertical, in.height, out.height) &&
               kernels::tiles(horizontal, in.width, out.width);
    }
    template <class Rows, class Columns>
    constexpr int count(const Rows& rows, const Columns& columns) const {
        if (by == divisor::one) return 1;
        return by == divisor::window ? rows.counted * columns.counted : rows.count * columns.count;
    }

    friend constexpr bool operator==(const pooling&, const pooling&) = default;
};

namespace detail {

// Calls body(pixel of the output, rows and columns of the input).
template <pooling P, class Body>
constexpr void for_each_window(Body&& body, const row_range& made = P.all_rows()) {
    for (int y = made.begin; y < made.end; ++y)
        for (int x = 0; x < P.out.width; ++x)
            body(y, x, cover<P.vertical, P.in.height, P.out.height>(y),
                 cover<P.horizontal, P.in.width, P.out.width>(x));
}

template <class Covered, class Body>
constexpr void for_each_element(const Covered& axis, Body&& body) {
    for (int i = 0; i < axis.count; ++i) body(axis.begin + i * axis.step);
}

template <class Rows, class Columns, class Body>
constexpr void for_each_pixel(const Rows& rows, const Columns& columns, Body&& body) {
    for_each_element(
        rows, [&](int row) { for_each_element(columns, [&](int column) { body(row, column); }); });
}

// The larger number, or NaN if either is one: as PyTorch, and unlike max.
template <class V> constexpr V larger(V x, V y) { return select(x == x, max(x, y), x); }

// The largest of number(i) for every element i of an axis.
template <class Covered, class Number>
constexpr auto largest_of(const Covered& axis, Number&& number) {
    auto largest = number(axis.begin);
    for (int i = 1; i < axis.count; ++i)
        largest = larger(number(axis.begin + i * axis.step), largest);
    return largest;
}

template <pooling P>
inline constexpr whole_windows whole_of = find_whole_windows(P.horizontal, P.in.width, P.out.width);

// What lies at `target` is added to, or is not there yet.
template <bool Add, int Count, class V, class T> constexpr void leave(V value, T* target) {
    if constexpr (Add) value = V::template load_first<Count>(target) + value;
    value.template store_first<Count>(target);
}

// Their columns are held in registers.
template <pooling P, simd::target Machine>
inline constexpr int most_side_by_side = [] {
    const whole_windows& w = whole_of<P>;
    if (w.step > 1 || w.taps <= w.stride || w.taps > contraction::most_shared) return 1;
    return Machine.registers > 16 ? 6 : 4;
}();

// Windows next to each other, whose first column is that of `in`: a column that several of them
// cover is compared once for all. 64 channels @12 with windows of 3x3, two apart, took 0.22 µs one
// by one and 0.15 so, bound by two comparisons a number: with the others, and with itself for NaN.
// A function of its own, like a contraction's tile: within its caller it took 0.25.
template <class T, pooling P, int Lanes, int Count, int Windows, class Rows>
[[gnu::flatten]] constexpr void max_pool_tile(const T* in, T* out, const Rows& rows) noexcept {
    using V = simd::vec<T, Lanes>;
    constexpr int stride = whole_of<P>.stride, step = whole_of<P>.step, taps = whole_of<P>.taps;
    constexpr int columns = (Windows - 1) * stride + taps;
    const auto column = [&](int x) {
        return largest_of(
            rows, [&](int row) { return V::template load_first<Count>(in + P.in.at(0, row, x)); });
    };
    const auto put = [&](const V& largest, int window) {
        largest.template store_first<Count>(out + P.out.at(0, 0, window));
    };
    if constexpr (Windows == 1) {
        put(largest_of(covered_alike<taps, step>{}, column), 0);
    } else {
        V known[columns];
        unroll<columns>([&](auto x) { known[x] = column(x); });
        unroll<Windows>([&](auto window) {
            const covered_alike<taps, 1> own{window * stride};
            put(largest_of(own, [&](int x) { return known[x]; }), window);
        });
    }
}

}  // namespace detail

template <class T, simd::target Machine, pooling P>
constexpr void max_pool(const T* in, T* out, const row_range& made = P.all_rows()) noexcept {
    constexpr int first = detail::whole_of<P>.first, whole = detail::whole_of<P>.count;
    for (int y = made.begin; y < made.end; ++y) {
        const auto rows = cover<P.vertical, P.in.height, P.out.height>(y);
        const auto one_by_one = [&](int from, int to) {
            for (int x = from; x < to; ++x)
                for_each_vector<T, Machine, P.in.channels>(
                    [&](auto lanes, int channel, auto count) {
                        using V = simd::vec<T, lanes>;
                        detail::largest_of(P.columns(x), [&](int column) {
                            return detail::largest_of(rows, [&](int row) {
                                return V::template load_first<count>(in +
                                                                     P.in.at(channel, row, column));
                            });
                        }).template store_first<count>(out + P.out.at(channel, y, x));
                    });
        };
        one_by_one(0, first);
        // All channels of a pixel before the next, as they lie: caches like to be read so.
        if constexpr (whole > 0)
            for_each_part<split(whole, detail::most_side_by_side<P, Machine>)>(
                [&](auto windows, int i) {
                    for_each_vector<T, Machine, P.in.channels>(
                        [&](auto lanes, int channel, auto count) {
                            detail::max_pool_tile<T, P, lanes, count, windows>(
                                in + P.in.at(channel, 0, P.columns(first + i).begin),
                                out + P.out.at(channel, y, first + i), rows);
                        });
                });
        one_by_one(first + whole, P.out.width);
    }
}

// Gives every window's gradient to its first largest element in row-major order, as PyTorch does,
// or to its first NaN, where PyTorch takes the last. The gradients lie as in `G`, the activations
// as in `P`. Windows that overlap, or leave pixels out, must add: to zeros at first.
template <class T, simd::target Machine, pooling P, pooling G, bool Add>
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

// The average of every window. Its rows are summed one by one and then together: chains that do not
// wait for each other, and a small error in large windows.
template <class T, simd::target Machine, pooling P, bool Add>
constexpr void average_pool(const T* in, T* out, const row_range& made = P.all_rows()) noexcept {
    const auto pool = [&](int y, int x, const auto& rows, const auto& columns) {
        const T counted = static_cast<T>(P.count(rows, columns));
        for_each_vector<T, Machine, P.in.channels>([&](auto lanes, int channel, auto count) {
            using V = simd::vec<T, lanes>;
            V sum = V::broadcast(T(0));
            detail::for_each_element(rows, [&](int row) {
                V line = V::broadcast(T(0));
                detail::for_each_element(columns, [&](int column) {
                    line = line + V::template load_first<count>(in + P.in.at(channel, row, column));
                });
                sum = sum + line;
            });
            detail::leave<Add, count>(sum / V::broadcast(counted), out + P.out.at(channel, y, x));
        });
    };
    detail::for_each_window<P>(pool, made);
}

// Gives every element its share of the gradients of the windows that cover it. Windows that
// overlap, or leave pixels out, must add: to zeros at first.
template <class T, simd::target Machine, pooling G, bool Add>
constexpr void average_pool_backward(const T* out_gradient, T* in_gradient) noexcept {
    detail::for_each_window<G>([&](int y, int x, const auto& rows, const auto& columns) {
        const T counted = static_cast<T>(G.count(rows, columns));
        for_each_vector<T, Machine, G.in.channels>([&](auto lanes, int channel, auto count) {
            using V = simd::vec<T, lanes>;
            const V share = V::template load_first<count>(out_gradient + G.out.at(channel, y, x)) /
                            V::broadcast(counted);
            detail::for_each_pixel(rows, columns, [&](int row, int column) {
                detail::leave<Add, count>(share, in_gradient + G.in.at(channel, row, column));
            });
        });
    });
}

}  // namespace ctnn::kernels
