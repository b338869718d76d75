// A contraction and a target in, the register tile that computes it fastest out: the one rule of
// the library.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/kernels/contraction.hpp>
#include <ctnn/simd/target.hpp>

namespace ctnn::kernels {

// A tile of rows x columns outputs by `vectors` vectors of channels is held in registers at once.
struct tile {
    int lanes = 1;
    int vectors = 1;
    int rows = 1;
    int columns = 1;
    friend constexpr bool operator==(const tile&, const tile&) = default;
};

constexpr int divide_up(int n, int by) { return (n + by - 1) / by; }

// `count` in as few parts of at most `most` as there can be, of sizes that differ by one at most:
// the first `larger` parts have `size` + 1, the others `size`.
struct even_parts {
    int parts, size, larger;
    constexpr int begin(int part) const { return part * size + (part < larger ? part : larger); }
};
constexpr even_parts split(int count, int most) {
    const int parts = divide_up(count, most);
    return {parts, count / parts, count % parts};
}

// Calls body(constant<size>, position) for every part of an axis; at most two sizes, so two
// instantiations.
template <even_parts Parts, class Body> constexpr void for_each_part(Body&& body) {
    if constexpr (Parts.larger > 0)
        for (int part = 0; part < Parts.larger; ++part)
            body(constant<Parts.size + 1>{}, Parts.begin(part));
    if constexpr (Parts.larger < Parts.parts)
        for (int part = Parts.larger; part < Parts.parts; ++part)
            body(constant<Parts.size>{}, Parts.begin(part));
}

namespace detail {

// The sum steps that are unrolled together: those that share what they read.
constexpr int steps_at_once(const contraction& p) { return p.shares_a() ? p.sums[2].count : 1; }

// Rows that move in a plain b meet vectors of their own there.
constexpr int rows_of_b(const contraction& p, int rows) { return p.rows.b != 0 ? rows : 1; }

// Twice the cycles of these steps of a tile, on cores with two fused multiply-adds and two loads a
// cycle and a latency of four cycles: the most of arithmetic, loads and waiting for the same
// chain's last sum, and one cycle for the loop.
constexpr std::int64_t step_cost(const contraction& p, int rows, int columns, int vectors) {
    const int steps = steps_at_once(p);
    const int arithmetic = steps * rows * columns * vectors;
    const int a_rows = p.rows.b != 0 && p.rows.a == 0 ? 1 : rows;
    const int loads = a_rows * (columns + steps - 1) + steps * rows_of_b(p, rows) * vectors;
    const int latency = steps * divide_up(8, p.chains);
    const int worst = arithmetic > loads ? arithmetic : loads;
    return (worst > latency ? worst : latency) + 2;
}

// The sums, the weights of the steps at once, and a number of a; of every column, where rows that
// move in b share them.
constexpr int registers_for(const contraction& p, int outputs, int vectors) {
    const int rows = rows_of_b(p, divide_up(outputs, p.columns.count));
    return outputs * vectors * p.chains + steps_at_once(p) * rows * vectors * p.chains +
           (rows > 1 ? p.columns.count : 1);
}

constexpr int most_vectors = 4;
// More cost code size and gain nothing measurable, but where a is shared.
constexpr int most_outputs(const contraction& p) { return p.shares_a() ? 24 : 14; }

}  // namespace detail

// Twice the cycles that a problem takes with a tile, as far as counting tells.
constexpr std::int64_t cost_of(const contraction& p, const tile& t) {
    const int blocks = divide_up(divide_up(p.channels, t.lanes), t.vectors);
    const std::int64_t tiles = std::int64_t{divide_up(p.columns.count, t.columns)} *
                               divide_up(p.rows.count, t.rows) * blocks;
    const std::int64_t each = p.sum_count() / detail::steps_at_once(p) *
                                  detail::step_cost(p, t.rows, t.columns, t.vectors) +
                              4 * t.rows * t.columns * t.vectors;  // to start and store the sums
    return tiles * each;
}

// Tries every tile that fits the registers. The tile decides speed and code size, never a result.
// Where `packed` is given, b has been packed for that tile already, which fixes lanes and vectors.
template <class T>
constexpr tile choose_tile(const contraction& p, const simd::target& machine,
                           const tile* packed = nullptr) {
    tile best;
    std::int64_t lowest = INT64_MAX;
    // From narrow to wide: of equal costs the narrower vector wins, it wastes less.
    for (int lanes = simd::fewest_lanes<T>(machine); lanes <= machine.most_lanes<T>(); lanes *= 2) {
        const int all_vectors = divide_up(p.channels, lanes);
        for (int vectors = 1; vectors <= detail::most_vectors && vectors <= all_vectors;
             ++vectors) {
            if (packed && (packed->lanes != lanes || packed->vectors != vectors)) continue;
            for (int outputs = 1; outputs <= detail::most_outputs(p); ++outputs) {
                if (detail::registers_for(p, outputs, vectors) > machine.registers &&
                    (outputs > 1 || (vectors > 1 && !packed)))
                    break;
                const int columns = outputs < p.columns.count ? outputs : p.columns.count;
                const int rows =
                    outputs / columns < p.rows.count ? outputs / columns : p.rows.count;
                const tile tried{lanes, vectors, rows, columns};
                if (const std::int64_t cost = cost_of(p, tried); cost < lowest) {
                    lowest = cost;
                    best = tried;
                }
            }
        }
    }
    return best;
}

// The tile for a (simplified) problem. Who measures a better one for a layer says so before the
// layer is used, in every file that uses it:
//
//     template <> inline constexpr kernels::tile
//         kernels::best_tile<float, simd::native, problem_of<net, 0>> = {16, 2, 1, 12};
template <class T, simd::target Machine, contraction P>
inline constexpr tile best_tile = choose_tile<T>(P, Machine);

}  // namespace ctnn::kernels
