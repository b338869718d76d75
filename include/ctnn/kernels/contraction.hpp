// The problem that convolution, linear layers and all of their gradients are: sums of products, as
// plain numbers.
#pragma once

#include <cstdint>

namespace ctnn::kernels {

// One of the axes that the outputs lie on: how many there are, and how far each step moves in the
// scalar operand `a`, in the output, in a plain operand `b` (rows alone), and in what is added.
struct output_axis {
    int count = 1;
    int a = 0;
    int out = 0;
    int b = 0;
    int added = 0;
    friend constexpr bool operator==(const output_axis&, const output_axis&) = default;
};

// One of the axes that are summed over, with the steps in both operands.
struct sum_axis {
    int count = 1;
    int a = 0;
    int b = 0;
    friend constexpr bool operator==(const sum_axis&, const sum_axis&) = default;
};

// What the sums start from: a bias has a number for every channel, or for every column.
enum class start { zero, bias, bias_of_column, output };

// How operand b lies in memory.
//   plain   channel n of sum step k at steps·k + n: another tensor, read where it lies; steps in
//   elements packed  weights rewritten by `pack`: blocks of whole vectors, a block's rows one after
//   the other; steps in rows
enum class operand { plain, packed };

//   out[row, column, n] = start + Σ over the sum axes  a[row, column, sum] · b[sum, n]
//                         (+ added[row, column, n], after all else)                 for n <
//                         channels
//
// `a` is read one number at a time and broadcast, `b` a vector of channels at a time. Every output
// is one chain of fused multiply-adds in the order of the sum axes (outermost first), or `chains`
// such chains over equal parts of the sum, added from the first to the last: an order that depends
// on these numbers alone.
struct contraction {
    static constexpr int most_shared = 7;  // steps; each takes registers for its weights

    output_axis rows, columns;
    int channels = 1;
    sum_axis sums[3];
    start from = start::zero;
    operand b = operand::plain;
    int chains = 1;
    bool adds = false;

    constexpr std::int64_t sum_count() const {
        return std::int64_t{sums[0].count} * sums[1].count * sums[2].count;
    }

    // Does a step of the innermost sum reach the number that the next column begins with? Then
    // neighbouring columns meet the same numbers, each of which is read once for all of them.
    constexpr bool shares_a() const {
        return b == operand::packed && chains == 1 && sums[2].count > 1 &&
               sums[2].count <= most_shared && sums[2].a == columns.a;
    }

    // Is a packed b, read for several outputs, more than a second-level cache holds?
    template <class T> constexpr bool is_far() const {
        return b == operand::packed && rows.count * columns.count > 1 &&
               sum_count() * channels * std::int64_t{sizeof(T)} > 1024 * 1024;
    }

    friend constexpr bool operator==(const contraction&, const contraction&) = default;
};

// The same problem with neighbouring axes joined where together they are one, so that equal work is
// one kernel: a 1x1 convolution becomes one long row, a kernel row without dilation one run over
// columns and channels.
constexpr contraction simplified(contraction p) {
    if (p.rows.count == 1 || (p.rows.b == 0 && p.from != start::bias_of_column &&
                              p.rows.a == p.columns.count * p.columns.a &&
                              p.rows.out == p.columns.count * p.columns.out &&
                              p.rows.added == p.columns.count * p.columns.added)) {
        p.columns.count *= p.rows.count;
        p.rows = {};
    }
    sum_axis kept[3];  // innermost first
    int count = 0;
    for (int axis = 2; axis >= 0; --axis) {
        const sum_axis& each = p.sums[axis];
        if (each.count == 1) continue;
        const sum_axis inner = count > 0 ? kept[count - 1] : sum_axis{};
        const bool joins = each.a == inner.count * inner.a && each.b == inner.count * inner.b;
        if (count > 0 && joins) {
            kept[count - 1].count *= each.count;
        } else {
            kept[count++] = each;
        }
    }
    for (int axis = 0; axis < 3; ++axis) p.sums[2 - axis] = kept[axis];
    return p;
}

// What is done to every sum before it is stored: nothing, or what an elementwise layer does.
struct unchanged {
    static constexpr bool is_short = true;
    template <class V> static constexpr V value(V x) { return x; }
};

// The scalar operand of a plain sum over b: every step of its axes stays on this 1.
template <class T> inline constexpr T one = T(1);

// Into how many chains a sum of `length` products for each of `outputs` outputs is split: where few
// vectors of outputs are computed at once, a single chain would wait for its own last addition (4
// cycles each). By shape alone, never by target: the bits of a result must not depend on the
// machine.
constexpr int chains_for(int length, int outputs) {
    if (length >= 16 && outputs <= 32) return 4;
    if (length >= 16 && outputs <= 96) return 2;
    if (length >= 4 && outputs <= 32) return 2;
    return 1;
}

}  // namespace ctnn::kernels
