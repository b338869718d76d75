// Operands in, sums of products out: the register tile that does nearly all of the library's
// arithmetic.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/kernels/choose.hpp>
#include <ctnn/simd/vec.hpp>

#include <cstddef>

namespace ctnn::kernels {

namespace detail {

// A tile as it is instantiated: its size, and how many channels of its last vector exist.
struct exact_tile {
    int lanes, vectors, rows, columns, last_lanes;
    friend constexpr bool operator==(const exact_tile&, const exact_tile&) = default;
};

// One tile: `a`, `b`, `bias`, `added` and `out` point at its first element of each, `ahead` at what
// will be read of a b that is far.
// A function of its own into which everything it calls is inlined (`flatten`): left to itself, a
// compiler sometimes leaves one of the many small lambdas out of line, and the sums live in memory.
template <class T, contraction P, exact_tile Tile, class After>
[[gnu::flatten]] constexpr void contract_tile(const T* a, const T* b, const T* bias, const T* added,
                                              T* out, [[maybe_unused]] const T* ahead) noexcept {
    using V = simd::vec<T, Tile.lanes>;
    constexpr int outputs = Tile.rows * Tile.columns;
    constexpr auto offset_a = [](int o) {
        return o / Tile.columns * P.rows.a + o % Tile.columns * P.columns.a;
    };
    constexpr auto offset_out = [](int o) {
        return o / Tile.columns * P.rows.out + o % Tile.columns * P.columns.out;
    };
    constexpr auto offset_added = [](int o) {
        return o / Tile.columns * P.rows.added + o % Tile.columns * P.columns.added;
    };
    // How far one step of the sum moves in b: a row of a packed block is as wide as the block.
    constexpr std::ptrdiff_t row = P.b == operand::packed ? Tile.vectors * Tile.lanes : 1;
    constexpr auto lanes_of = [](int v) {
        return v + 1 == Tile.vectors ? Tile.last_lanes : Tile.lanes;
    };

    if constexpr (P.rows.count * P.columns.count == 1) simd::read_again();
    V sum[P.chains][outputs][Tile.vectors];
    unroll<outputs>([&](auto o) {
        unroll<Tile.vectors>([&](auto v) {
            if constexpr (P.from == start::bias) {
                sum[0][o][v] = V::load(bias + v * Tile.lanes);
            } else if constexpr (P.from == start::bias_of_column) {
                sum[0][o][v] = V::broadcast(bias[o % Tile.columns]);
            } else if constexpr (P.from == start::output) {
                sum[0][o][v] =
                    V::template load_first<lanes_of(v)>(out + offset_out(o) + v * Tile.lanes);
            } else {
                sum[0][o][v] = V::broadcast(T(0));
            }
            unroll<P.chains - 1>([&](auto c) { sum[c + 1][o][v] = V::broadcast(T(0)); });
        });
    });

    constexpr int b_rows = rows_of_b(P, Tile.rows);
    const auto step = [&](auto chain, const T* pa, const T* pb) {
        V weight[b_rows][Tile.vectors];
        if constexpr (P.is_far<T>()) {
            simd::bring_closer(ahead);
            ahead += Tile.lanes;
        }
        unroll<b_rows>([&](auto r) {
            unroll<Tile.vectors>([&](auto v) {
                const T* const from = pb + r * P.rows.b + v * Tile.lanes;
                if constexpr (P.b == operand::packed) {
                    weight[r][v] = V::load(from);
                } else {
                    // g++ 12 would read them again for every column, and what crosses a cache line
                    // is read twice each time: 3->3 3x3 @28 ran at 51 % of the FMA rate.
                    weight[r][v] = V::template load_first<lanes_of(v)>(from).held();
                }
            });
        });
        unroll<outputs>([&](auto o) {
            const V factor = V::broadcast(pa[offset_a(o)]);
            constexpr int r = b_rows == 1 ? 0 : o / Tile.columns;
            unroll<Tile.vectors>(
                [&](auto v) { sum[chain][o][v] = fma(factor, weight[r][v], sum[chain][o][v]); });
        });
    };

    // All steps of the innermost sum at once, where neighbouring columns share what they read.
    constexpr int taps = P.shares_a() ? P.sums[2].count : 1;
    const auto shared_steps = [&](const T* pa, const T* pb) {
        V weight[taps][Tile.vectors];
        unroll<taps>([&](auto tap) {
            unroll<Tile.vectors>([&](auto v) {
                weight[tap][v] = V::load(pb + tap * (P.sums[2].b * row) + v * Tile.lanes);
            });
        });
        unroll<Tile.rows>([&](auto r) __attribute__((always_inline)) {
            unroll<Tile.columns + taps - 1>([&](auto from) __attribute__((always_inline)) {
                const V factor = V::broadcast(pa[r * P.rows.a + from * P.columns.a]);
                unroll<taps>([&](auto tap) __attribute__((always_inline)) {
                    constexpr int column = from - tap;
                    if constexpr (column >= 0 && column < Tile.columns)
                        unroll<Tile.vectors>([&](auto v) {
                            V& to = sum[0][r * Tile.columns + column][v];
                            to = fma(factor, weight[tap][v], to);
                        });
                });
            });
        });
    };

    if constexpr (P.chains == 1) {
        for (int i = 0; i < P.sums[0].count; ++i)
            for (int j = 0; j < P.sums[1].count; ++j) {
                const T* pa = a + i * std::ptrdiff_t{P.sums[0].a} + j * std::ptrdiff_t{P.sums[1].a};
                const T* pb =
                    b + (i * std::ptrdiff_t{P.sums[0].b} + j * std::ptrdiff_t{P.sums[1].b}) * row;
                if constexpr (P.shares_a()) {
                    shared_steps(pa, pb);
                } else {
                    for (int k = 0; k < P.sums[2].count; ++k)
                        step(constant<0>{}, pa + k * std::ptrdiff_t{P.sums[2].a},
                             pb + k * (P.sums[2].b * row));
                }
            }
    } else {
        static_assert(P.sums[0].count == 1 && P.sums[1].count == 1, "chains split one sum axis");
        constexpr even_parts part{P.chains, P.sums[2].count / P.chains, P.sums[2].count % P.chains};
        const auto step_of = [&](auto chain, int k) {
            const std::ptrdiff_t at = part.begin(chain) + k;
            step(chain, a + at * P.sums[2].a, b + at * (P.sums[2].b * row));
        };
        for (int k = 0; k < part.size; ++k)
            unroll<P.chains>([&](auto chain) { step_of(chain, k); });
        unroll<part.larger>([&](auto chain) { step_of(chain, part.size); });
    }

    // A long function is written out for a few registers, and is a loop over what more have stored.
    constexpr bool at_once = After::is_short || outputs * Tile.vectors <= 4;
    unroll<outputs>([&](auto o) {
        unroll<Tile.vectors>([&](auto v) {
            V& all = sum[0][o][v];
            unroll<P.chains - 1>([&](auto c) { all = all + sum[c + 1][o][v]; });
            if constexpr (P.adds)
                all = all +
                      V::template load_first<lanes_of(v)>(added + offset_added(o) + v * Tile.lanes);
            if constexpr (at_once) all = After::value(all);
            all.template store_first<lanes_of(v)>(out + offset_out(o) + v * Tile.lanes);
        });
    });
    if constexpr (!at_once)
        for (int o = 0; o < outputs; ++o)
            unroll<Tile.vectors>([&](auto v) {
                T* const at = out + offset_out(o) + v * Tile.lanes;
                After::value(V::template load_first<lanes_of(v)>(at))
                    .template store_first<lanes_of(v)>(at);
            });
}

template <class T, contraction P, tile Best, class After>
constexpr void contract_simplified(const T* a, const T* b, const T* bias, const T* added,
                                   T* out) noexcept {
    constexpr int vectors = divide_up(P.channels, Best.lanes);
    constexpr int last_lanes = P.channels - (vectors - 1) * Best.lanes;
    constexpr even_parts blocks = split(vectors, Best.vectors);

    // Weights from afar take a block's first tile longer than the arithmetic. So its first tiles
    // have those of the next block brought closer, a vector of all steps each: ResNet-34 took 1.02
    // of oneDNN's time without, and takes 0.97 so.
    constexpr int parts = blocks.size;  // of the next block, or one fewer than it has
    const auto ahead_of = [](const T* from, int row, int column, int to_next) {
        const T* ahead = nullptr;
        if constexpr (P.is_far<T>()) {
            const int tile =
                row / Best.rows * divide_up(P.columns.count, Best.columns) + column / Best.columns;
            const int vector = to_next + (tile < parts ? tile : 0);
            ahead = from + vector * P.sum_count() * Best.lanes;
        }
        return ahead;
    };
    const auto block = [&](auto width, auto lanes_in_last, int first_vector) {
        const int channel = first_vector * Best.lanes;
        const T* const from = b + (P.b == operand::packed ? P.sum_count() : 1) * channel;
        for_each_part<split(P.rows.count, Best.rows)>([&](auto rows, int row) {
            for_each_part<split(P.columns.count, Best.columns)>([&](auto columns, int column) {
                constexpr exact_tile exact{Best.lanes, width, rows, columns, lanes_in_last};
                contract_tile<T, P, exact, After>(
                    a + row * std::ptrdiff_t{P.rows.a} + column * std::ptrdiff_t{P.columns.a},
                    from + row * std::ptrdiff_t{P.rows.b},
                    P.from == start::bias             ? bias + channel
                    : P.from == start::bias_of_column ? bias + column
                                                      : nullptr,
                    P.adds ? added + row * std::ptrdiff_t{P.rows.added} +
                                 column * std::ptrdiff_t{P.columns.added} + channel
                           : nullptr,
                    out + row * std::ptrdiff_t{P.rows.out} +
                        column * std::ptrdiff_t{P.columns.out} + channel,
                    ahead_of(from, row, column, first_vector + width < vectors ? width : 0));
            });
        });
    };
    // All blocks but the last are full of whole vectors.
    constexpr even_parts full{blocks.parts - 1, blocks.size,
                              blocks.larger == blocks.parts ? blocks.larger - 1 : blocks.larger};
    for_each_part<full>(
        [&](auto width, int first) { block(width, constant<Best.lanes>{}, first); });
    block(constant<vectors - full.begin(full.parts)>{}, constant<last_lanes>{},
          full.begin(full.parts));
}

}  // namespace detail

template <class T, simd::target Machine, contraction P, contraction PackedFor>
constexpr tile tile_for() {
    constexpr tile packed = best_tile<T, Machine, simplified(PackedFor)>;
    static_assert(packed.lanes >= simd::fewest_lanes<T>(Machine) &&
                      packed.lanes <= Machine.most_lanes<T>() && packed.vectors > 0 &&
                      packed.rows > 0 && packed.columns > 0,
                  "best_tile must be a tile that this target has");
    return P == PackedFor ? packed : choose_tile<T>(simplified(P), Machine, &packed);
}

// Computes contraction P. `bias` is read where P starts from it; it and a packed b consist of whole
// vectors. `added` is read where P adds it; `out` may lie over it. An operand may have been packed
// for another problem that differs in its rows and columns alone. `After` is applied to every sum.
template <class T, simd::target Machine, contraction P, contraction PackedFor = P,
          class After = unchanged>
constexpr void contract(const T* a, const T* b, const T* bias, T* out,
                        const T* added = nullptr) noexcept {
    detail::contract_simplified<T, simplified(P), tile_for<T, Machine, P, PackedFor>(), After>(
        a, b, bias, added, out);
}

// How many elements a bias, and an operand, take when packed for P: whole vectors of channels.
template <class T, simd::target Machine, contraction P>
inline constexpr std::int64_t bias_elements =
    divide_up(P.channels, best_tile<T, Machine, simplified(P)>.lanes) *
    best_tile<T, Machine, simplified(P)>.lanes;
template <class T, simd::target Machine, contraction P>
inline constexpr std::int64_t packed_elements = P.sum_count() * bias_elements<T, Machine, P>;

// Writes a packed operand for P: weight(k, n) is the factor of sum step k for channel n. Lanes
// behind the last channel become zeros.
template <class T, simd::target Machine, contraction P, class Weight>
constexpr void pack(T* packed, Weight&& weight) noexcept {
    constexpr tile best = best_tile<T, Machine, simplified(P)>;
    constexpr even_parts blocks = split(divide_up(P.channels, best.lanes), best.vectors);
    for (int block = 0; block < blocks.parts; ++block) {
        const int first = blocks.begin(block) * best.lanes;
        const int end = blocks.begin(block + 1) * best.lanes;
        for (int k = 0; k < static_cast<int>(P.sum_count()); ++k)
            for (int n = first; n < end; ++n) *packed++ = n < P.channels ? weight(k, n) : T(0);
    }
}

// The same for a bias: bias(n) of channel n.
template <class T, simd::target Machine, contraction P, class Bias>
constexpr void pack_bias(T* packed, Bias&& bias) noexcept {
    for (int n = 0; n < static_cast<int>(bias_elements<T, Machine, P>); ++n)
        packed[n] = n < P.channels ? bias(n) : T(0);
}

}  // namespace ctnn::kernels
