// Windows over an image in, the largest number of each out; channels in the lanes.
#pragma once

#include <ctnn/kernels/pool.hpp>

namespace ctnn::kernels {

namespace detail {

// Their columns are held in registers.
template <pooling P, simd::target Machine>
inline constexpr int most_side_by_side = [] {
    const whole_windows& w = whole_of<P>;
    if (w.step > 1 || w.taps <= w.stride || w.taps > contraction::most_shared) return 1;
    return Machine.registers > 16 ? 6 : 4;
}();

// Windows next to each other, whose first column is that of `in`: a column that several of them
// cover is compared once for all. Where it costs one instruction, two numbers that are compared are
// multiplied, too, instead of being asked whether they are NaN: the sum of the products is NaN if
// any number is (or an infinity meets a zero or its opposite). Then it returns false, and all is to
// be done again with care. 64 channels @12 with windows of 3x3, two apart, took 0.22 µs window by
// window, 0.15 with columns shared and 0.11 so. A function of its own, like a contraction's tile:
// within its caller it took 0.25.
template <class T, simd::target Machine, pooling P, int Lanes, int Count, int Windows, class Rows>
[[gnu::flatten]] constexpr bool max_pool_tile(const T* in, T* out, const Rows& rows) noexcept {
    using V = simd::vec<T, Lanes>;
    constexpr int stride = whole_of<P>.stride, taps = whole_of<P>.taps;
    constexpr int columns = (Windows - 1) * stride + taps;
    const auto number = [&](int row, int column) {
        return V::template load_first<Count>(in + P.in.at(0, row, column));
    };
    const auto put = [&](const V& largest, int window) {
        largest.template store_first<Count>(out + P.out.at(0, 0, window));
    };
    V known[columns];
    if constexpr (Machine.fuses()) {
        constexpr int chains = 4;
        V met[chains];
        unroll<chains>([&](auto i) { met[i] = V::broadcast(T(1)); });
        unroll<columns>([&](auto x) {
            V& products = met[x % chains];
            V largest = number(rows.begin, x).held();  // read once for both
            if (rows.count == 1) products = fma(largest, largest, products);
            for (int i = 1; i < rows.count; ++i) {
                const V here = number(rows.begin + i * rows.step, x).held();
                products = fma(here, largest, products);
                largest = max(here, largest);
            }
            known[x] = largest;
        });
        unroll<Windows>([&](auto window) {
            V largest = known[window * stride];
            unroll<taps - 1>(
                [&](auto i) { largest = max(known[window * stride + i + 1], largest); });
            put(largest, window);
        });
        return all_numbers((met[0] + met[1]) + (met[2] + met[3]));
    } else {
        unroll<columns>(
            [&](auto x) { known[x] = largest_of(rows, [&](int row) { return number(row, x); }); });
        unroll<Windows>([&](auto window) {
            const covered_alike<taps, 1> own{window * stride};
            put(largest_of(own, [&](int x) { return known[x]; }), window);
        });
        return true;
    }
}

// Those of row y that lie in the image as a whole, as many at once as a tile has.
template <class T, simd::target Machine, pooling P>
constexpr void max_pool_tiles(const T* in, T* out, int y) {
    const auto rows = cover<P.vertical, P.in.height, P.out.height>(y);
    for_each_part<split(whole_of<P>.count, most_side_by_side<P, Machine>)>(
        [&](auto windows, int i) {
            const int first = whole_of<P>.first + i, column = P.columns(first).begin;
            const T* const from = in + P.in.at(0, 0, column);
            T* const to = out + P.out.at(0, y, first);
            bool is_right = true;
            // All channels of a pixel before the next, as they lie: caches like to be read so.
            for_each_vector<T, Machine, P.in.channels>([&](auto lanes, int channel, auto count) {
                is_right &= max_pool_tile<T, Machine, P, lanes, count, windows>(from + channel,
                                                                                to + channel, rows);
            });
            if (!is_right) pool_windows<T, Machine, P, maximum>(in, out, y, first, first + windows);
        });
}

}  // namespace detail

template <class T, simd::target Machine, pooling P>
constexpr void max_pool(const T* in, T* out, const row_range& made = P.all_rows()) noexcept {
    for (int y = made.begin; y < made.end; ++y)
        detail::pool_row<T, Machine, P, detail::maximum>(in, out, y, [&] {
            if constexpr (detail::most_side_by_side<P, Machine> == 1) {
                detail::pool_whole_windows<T, Machine, P, detail::maximum>(in, out, y);
            } else if constexpr (detail::whole_of<P>.count > 0) {
                detail::max_pool_tiles<T, Machine, P>(in, out, y);
            }
        });
}

}  // namespace ctnn::kernels
