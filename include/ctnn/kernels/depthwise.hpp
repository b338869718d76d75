// An image and one filter for each of its channels in, the filtered channels out; channels in the
// lanes.
#pragma once

#include <ctnn/kernels/choose.hpp>
#include <ctnn/kernels/rows.hpp>

#include <cstddef>

namespace ctnn::kernels {

//   out[row, column, c] = start + Σ over the taps  a[row, column, tap, c] · w[tap, c]
//                         (+ added[row, column, c], after all else)
//
// Steps are those of a contraction, whose order of additions this is, too: the outer sum is that of
// the kernel's rows, the inner one that of its columns. The weights of a tap are whole vectors.
struct depthwise {
    output_axis rows, columns;
    int channels = 1;
    sum_axis taps_down, taps_across;
    start from = start::zero;
    bool adds = false;

    // Does a tap reach the number that the next column begins with? Then it is loaded once for all.
    constexpr bool shares_a() const {
        return taps_across.count <= contraction::most_shared && taps_across.a == columns.a;
    }
    constexpr int taps() const { return taps_down.count * taps_across.count; }

    friend constexpr bool operator==(const depthwise&, const depthwise&) = default;
};

// Channels are computed in vectors of so many lanes.
template <class T> constexpr int depthwise_lanes(const depthwise& p, const simd::target& machine) {
    return simd::lanes_for<T>(machine, p.channels);
}
// What the weights of one tap, or the biases, take.
template <class T> constexpr int depthwise_row(const depthwise& p, const simd::target& machine) {
    const int lanes = depthwise_lanes<T>(p, machine);
    return divide_up(p.channels, lanes) * lanes;
}

namespace detail {

// As many columns as leave registers for a row of taps and a number of a. More than eight gain
// where they are a whole row: 64 channels @12 ran at 76 % of the FMA rate in sixes, now at 80; @24
// three eights are as good as two twelves are not (80 and 73 %).
constexpr int depthwise_columns(const depthwise& p, const simd::target& machine) {
    const int weights = p.shares_a() ? p.taps_across.count : 1;
    const int free = machine.registers - weights - 1;
    const int most = p.columns.count <= 12 ? 12 : 8;
    return free > most ? most : free > 2 ? free : 2;
}

template <class T, depthwise P, int Row, int Lanes, int Columns, int Count, class After>
[[gnu::flatten]] constexpr void depthwise_tile(const T* a, const T* weights, const T* bias,
                                               const T* added, T* out) noexcept {
    using V = simd::vec<T, Lanes>;
    V sum[Columns];
    unroll<Columns>([&](auto o) {
        if constexpr (P.from == start::bias) {
            sum[o] = V::load(bias);
        } else if constexpr (P.from == start::output) {
            sum[o] = V::template load_first<Count>(out + o * P.columns.out);
        } else {
            sum[o] = V::broadcast(T(0));
        }
    });
    constexpr int taps = P.taps_across.count;
    for (int down = 0; down < P.taps_down.count; ++down) {
        const T* const row = a + down * std::ptrdiff_t{P.taps_down.a};
        const T* const w = weights + down * std::ptrdiff_t{P.taps_down.b} * Row;
        if constexpr (P.shares_a()) {
            // contract_tile's walk, written out again: through one helper for both clang 14 kept
            // the sums in memory, and 64 channels @24 took 19 µs instead of 4.
            V weight[taps];
            unroll<taps>([&](auto tap) { weight[tap] = V::load(w + tap * P.taps_across.b * Row); });
            unroll<Columns + taps - 1>([&](auto from) {
                const V x = V::template load_first<Count>(row + from * P.columns.a);
                unroll<taps>([&](auto tap) {
                    constexpr int column = from - tap;
                    if constexpr (column >= 0 && column < Columns)
                        sum[column] = fma(x, weight[tap], sum[column]);
                });
            });
        } else {
            for (int tap = 0; tap < taps; ++tap) {
                const V weight = V::load(w + tap * std::ptrdiff_t{P.taps_across.b} * Row);
                const T* const first = row + tap * std::ptrdiff_t{P.taps_across.a};
                unroll<Columns>([&](auto o) {
                    sum[o] =
                        fma(V::template load_first<Count>(first + o * P.columns.a), weight, sum[o]);
                });
            }
        }
    }
    constexpr bool at_once = After::is_short;
    unroll<Columns>([&](auto o) {
        if constexpr (P.adds)
            sum[o] = sum[o] + V::template load_first<Count>(added + o * P.columns.added);
        if constexpr (at_once) sum[o] = After::value(sum[o]);
        sum[o].template store_first<Count>(out + o * P.columns.out);
    });
    if constexpr (!at_once)
        for (int o = 0; o < Columns; ++o)
            After::value(V::template load_first<Count>(out + o * P.columns.out))
                .template store_first<Count>(out + o * P.columns.out);
}

}  // namespace detail

// Writes rows of a number for every channel, filled up to whole vectors: `Before` rows, then one
// for every tap.
template <class T, simd::target Machine, depthwise P, int Before = 0, class Number>
constexpr void pack_depthwise(T* packed, Number&& number) noexcept {
    constexpr int length = depthwise_row<T>(P, Machine);
    for (int row = 0; row < Before + P.taps(); ++row)
        for (int channel = 0; channel < length; ++channel)
            *packed++ = channel < P.channels ? number(row, channel) : T(0);
}

template <class T, simd::target Machine, depthwise P, class After = unchanged>
constexpr void convolve_depthwise(const T* a, const T* weights, const T* bias, T* out,
                                  const T* added = nullptr) noexcept {
    constexpr int packed_row = depthwise_row<T>(P, Machine);
    for (int row = 0; row < P.rows.count; ++row)
        for_each_part<split(P.columns.count, detail::depthwise_columns(P, Machine))>(
            [&](auto columns, int column) {
                const std::ptrdiff_t from =
                    row * std::ptrdiff_t{P.rows.a} + column * std::ptrdiff_t{P.columns.a};
                const std::ptrdiff_t to =
                    row * std::ptrdiff_t{P.rows.out} + column * std::ptrdiff_t{P.columns.out};
                const std::ptrdiff_t beside =
                    row * std::ptrdiff_t{P.rows.added} + column * std::ptrdiff_t{P.columns.added};
                for_each_vector<T, Machine, P.channels>([&](auto lanes, int channel, auto count) {
                    detail::depthwise_tile<T, P, packed_row, lanes, columns, count, After>(
                        a + from + channel, weights + channel,
                        P.from == start::bias ? bias + channel : nullptr,
                        P.adds ? added + beside + channel : nullptr, out + to + channel);
                });
            });
}

// dL/dw of such a convolution, [tap][channel]: what a tap met times dL/dy, summed over the axes and
// from the start that `Sum`, a contraction whose b is dL/dy, says.
template <class T, simd::target Machine, depthwise P, contraction Sum>
constexpr void depthwise_weight_gradient(const T* a, const T* out_gradient, T* gradient) noexcept {
    constexpr const sum_axis &samples = Sum.sums[0], &rows = Sum.sums[1], &columns = Sum.sums[2];
    for_each_vector<T, Machine, P.channels>([&](auto lanes, int channel, auto count) {
        using V = simd::vec<T, lanes>;
        for (int down = 0; down < P.taps_down.count; ++down)
            // As many taps of a row at once as there are registers for their sums.
            for_each_part<split(P.taps_across.count, 8)>([&](auto taps, int first) {
                T* const to = gradient +
                              (down * P.taps_down.b + first) * std::ptrdiff_t{P.channels} + channel;
                V sum[taps];
                unroll<taps>([&](auto tap) {
                    sum[tap] = V::broadcast(T(0));
                    if constexpr (Sum.from == start::output)
                        sum[tap] = V::template load_first<count>(to + tap * P.channels);
                });
                for (int n = 0; n < samples.count; ++n)
                    for (int row = 0; row < rows.count; ++row) {
                        const T* x = a + n * std::ptrdiff_t{samples.a} +
                                     row * std::ptrdiff_t{rows.a} +
                                     down * std::ptrdiff_t{P.taps_down.a} +
                                     first * std::ptrdiff_t{P.taps_across.a} + channel;
                        const T* dy = out_gradient + n * std::ptrdiff_t{samples.b} +
                                      row * std::ptrdiff_t{rows.b} + channel;
                        for (int column = 0; column < columns.count; ++column) {
                            const V g = V::template load_first<count>(dy + column * columns.b);
                            unroll<taps>([&](auto tap) {
                                const V met = V::template load_first<count>(x + column * columns.a +
                                                                            tap * P.taps_across.a);
                                sum[tap] = fma(met, g, sum[tap]);
                            });
                        }
                    }
                unroll<taps>(
                    [&](auto tap) { sum[tap].template store_first<count>(to + tap * P.channels); });
            });
    });
}

}  // namespace ctnn::kernels
