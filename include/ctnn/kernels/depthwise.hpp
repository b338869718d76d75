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

    // So many taps lie between a column and the next, or 0 if these meet no number in common.
    constexpr int stride() const {
        const int step = taps_across.a, length = taps_across.count;
        if (length > contraction::most_shared || step <= 0 || columns.a % step != 0) return 0;
        return columns.a / step < length ? columns.a / step : 0;
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

// So many numbers of a row of a do the taps of `columns` meet that have some in common.
constexpr int depthwise_reach(const depthwise& p, int columns) {
    return (columns - 1) * p.stride() + p.taps_across.count;
}
// Are there registers for these, a row of taps and the sums?
constexpr bool depthwise_shares(const depthwise& p, int columns, const simd::target& machine) {
    return p.stride() > 0 &&
           columns + depthwise_reach(p, columns) + p.taps_across.count <= machine.registers;
}

// More than eight columns gain where they are a whole row: three eights are as good as two twelves
// are not. What two columns meet is loaded once where that leaves five of them or more, chains
// enough. So 64 channels @12 run at 92 % of the FMA rate, and ran at 79 with one number of a at a
// time, every sum's multiply-adds next to each other.
constexpr int depthwise_columns(const depthwise& p, const simd::target& machine) {
    const int most = p.columns.count <= 12 ? 12 : 8;
    for (int columns = most; columns >= 5; --columns)
        if (depthwise_shares(p, columns, machine)) return columns;
    return machine.registers - 2 < most ? machine.registers - 2 : most;
}

// So many channels are convolved before the next that the rows of the image they meet stay in half
// of a first-level cache of 32 kB: 128 channels @24 took 7.0 µs at once, and 6.2 so.
template <class T>
constexpr int depthwise_channels(const depthwise& p, const simd::target& machine) {
    if (p.stride() == 0) return p.channels;
    const int numbers = p.taps_down.count * depthwise_reach(p, p.columns.count);
    const int lanes = depthwise_lanes<T>(p, machine);
    const int vectors =
        16 * 1024 / static_cast<int>(sizeof(T)) / (numbers > 0 ? numbers : 1) / lanes;
    const int channels = (vectors > 0 ? vectors : 1) * lanes;
    return channels < p.channels ? channels : p.channels;
}

template <class T, simd::target Machine, depthwise P, int Row, int Lanes, int Columns, int Count,
          class After>
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
        if constexpr (depthwise_shares(P, Columns, Machine)) {
            V weight[taps];
            unroll<taps>([&](auto tap) { weight[tap] = V::load(w + tap * P.taps_across.b * Row); });
            constexpr int reach = depthwise_reach(P, Columns);
            V x[reach];
            unroll<reach>([&](auto i) {
                x[i] = V::template load_first<Count>(row + i * P.taps_across.a).held();
            });
            unroll<taps>([&](auto tap) {
                unroll<Columns>(
                    [&](auto o) { sum[o] = fma(x[o * P.stride() + tap], weight[tap], sum[o]); });
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
    constexpr even_parts parts = split(P.columns.count, detail::depthwise_columns(P, Machine));
    constexpr int at_once = detail::depthwise_channels<T>(P, Machine);
    const auto convolve = [&](auto channels, int first) {
        for (int row = 0; row < P.rows.count; ++row)
            for_each_part<parts>([&](auto columns, int column) {
                const std::ptrdiff_t from =
                    first + row * std::ptrdiff_t{P.rows.a} + column * std::ptrdiff_t{P.columns.a};
                const std::ptrdiff_t to = first + row * std::ptrdiff_t{P.rows.out} +
                                          column * std::ptrdiff_t{P.columns.out};
                const std::ptrdiff_t beside = first + row * std::ptrdiff_t{P.rows.added} +
                                              column * std::ptrdiff_t{P.columns.added};
                for_each_vector<T, Machine, channels>([&](auto lanes, int channel, auto count) {
                    detail::depthwise_tile<T, Machine, P, packed_row, lanes, columns, count, After>(
                        a + from + channel, weights + first + channel,
                        P.from == start::bias ? bias + first + channel : nullptr,
                        P.adds ? added + beside + channel : nullptr, out + to + channel);
                });
            });
    };
    constexpr int rest = P.channels % at_once;
    for (int first = 0; first < P.channels - rest; first += at_once)
        convolve(constant<at_once>{}, first);
    if constexpr (rest > 0) convolve(constant<rest>{}, P.channels - rest);
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
