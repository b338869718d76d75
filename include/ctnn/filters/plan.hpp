// A kernel known at compile time in, the cheapest way to filter with it out: plain values.
#pragma once

#include <ctnn/base/tensor.hpp>

namespace ctnn {

// What one pixel of the result takes. A fused multiply-add is one of each.
struct operation_count {
    int additions = 0, multiplications = 0;
    constexpr int total() const { return additions + multiplications; }
    friend constexpr bool operator==(const operation_count&, const operation_count&) = default;
};

// How a kernel is applied.
//   copy          one tap: a copy with an offset, perhaps times a number
//   one_pass      a sum over the taps that are not zero
//   two_passes    a sum down every column, then one along the rows of these
//   running_sums  all taps equal: down a column what comes in is added and what goes out
//                 subtracted; along a row neighbours are added, many of them as sums of 2, 4, 8 ...
enum class filter_way { copy, one_pass, two_passes, running_sums };

namespace detail {

// Σ over groups of value · Σ ± element. The group whose value is 1 or -1 comes first, and the first
// element of every group is added.
template <int Capacity> struct tap_sum {
    struct element {
        int row, column;
        bool minus;
    };
    struct group {
        double value;
        int begin, end;
    };
    element elements[Capacity]{};
    group groups[Capacity]{};
    int count = 0, group_count = 0;

    constexpr operation_count operations() const {
        int multiplied = 0;
        for (int g = 0; g < group_count; ++g) multiplied += magnitude(groups[g].value) != 1;
        return {count - 1, multiplied};
    }
    static constexpr double magnitude(double x) { return x < 0 ? -x : x; }
    friend constexpr bool operator==(const tap_sum&, const tap_sum&) = default;
};

// Numbers as `scale` times others, which are whole where one scale makes them so.
template <int Capacity> struct scaled_taps {
    double taps[Capacity]{};
    double scale = 1;
};

// Taps are floats: two that differ by no more than their rounding are taken for equal.
inline constexpr double tap_tolerance = 1.0 / (1 << 22);
constexpr double magnitude(double x) { return x < 0 ? -x : x; }
constexpr bool is_close(double a, double b) {
    return magnitude(a - b) <= tap_tolerance * magnitude(b);
}

template <int Capacity> constexpr scaled_taps<Capacity> scaled(const double (&taps)[Capacity]) {
    scaled_taps<Capacity> result;
    double least = 0;
    bool all_negative = true;
    for (const double tap : taps) {
        if (tap == 0) continue;
        if (least == 0 || magnitude(tap) < least) least = magnitude(tap);
        if (tap > 0) all_negative = false;
    }
    result.scale = all_negative ? -least : least;
    bool whole = true;
    for (int i = 0; i < Capacity; ++i) {
        const double ratio = taps[i] / result.scale, size = magnitude(ratio);
        const auto nearest =
            static_cast<double>(static_cast<long long>(size < 1e6 ? size + 0.5 : 0));
        whole = whole && (ratio == 0 || (nearest > 0 && is_close(nearest, size)));
        result.taps[i] = ratio < 0 ? -nearest : nearest;
    }
    if (whole) return result;
    result.scale = all_negative ? -1 : 1;
    for (int i = 0; i < Capacity; ++i) result.taps[i] = taps[i] / result.scale;
    return result;
}

// Puts equal taps together. `width` taps lie in a row.
template <int Capacity>
constexpr tap_sum<Capacity> grouped(const double (&taps)[Capacity], int width) {
    tap_sum<Capacity> sum;
    bool done[Capacity] = {};
    const auto add_group = [&](double size) {
        auto& group = sum.groups[sum.group_count++];
        group = {0, sum.count, sum.count};
        const auto add = [&](bool positive) {
            for (int i = 0; i < Capacity; ++i) {
                if (done[i] || magnitude(taps[i]) != size || (taps[i] > 0) != positive) continue;
                if (group.value == 0) group.value = positive ? size : -size;
                sum.elements[sum.count++] = {i / width, i % width, (group.value > 0) != positive};
                done[i] = true;
            }
        };
        add(true);
        add(false);
        group.end = sum.count;
        if (group.end == group.begin) --sum.group_count;
    };
    add_group(1);
    for (int i = 0; i < Capacity; ++i)
        if (!done[i] && taps[i] != 0) add_group(magnitude(taps[i]));
    return sum;
}

// As long as a row of equal taps is no longer than this its neighbours are added one by one:
// reading them takes less than the passes over memory that doubling needs (31: 477 against 692 ps a
// pixel, 63: 2,012 against 846; AVX-512).
inline constexpr int most_neighbours = 32;

// How many additions sum n neighbours by doubling: 2, 4, 8 ... and what is left over.
constexpr int doubling_additions(int n) {
    int sum = -1;
    for (int bits = n; bits > 0; bits /= 2) sum += bits % 2 + (bits > 1);
    return sum;
}

template <int Capacity> struct filter_plan {
    filter_way way = filter_way::copy;
    double scale = 1;                              // of the whole result
    int height = 1, width = 1, top = 0, left = 0;  // what the kernel's taps that are not zero cover
    tap_sum<Capacity> whole, down, across;
    operation_count operations;
    friend constexpr bool operator==(const filter_plan&, const filter_plan&) = default;
};

// The taps of rank-one kernels as a column times a row; nothing for others.
template <int Capacity> struct factors {
    bool found = false;
    double down[Capacity]{}, across[Capacity]{};
};
template <int Capacity>
constexpr factors<Capacity> factors_of(const double (&taps)[Capacity], int height, int width) {
    factors<Capacity> result;
    int pivot = 0;
    for (int i = 0; i < height * width; ++i)
        if (magnitude(taps[i]) > magnitude(taps[pivot])) pivot = i;
    const int pivot_row = pivot / width * width, pivot_column = pivot % width;
    for (int i = 0; i < height; ++i)
        for (int j = 0; j < width; ++j)
            if (!is_close(taps[i * width + pivot_column] * taps[pivot_row + j],
                          taps[i * width + j] * taps[pivot]))
                return result;
    result.found = true;
    for (int i = 0; i < height; ++i) result.down[i] = taps[i * width + pivot_column] / taps[pivot];
    for (int j = 0; j < width; ++j) result.across[j] = taps[pivot_row + j];
    return result;
}

// Turns the signs of taps that have both, which costs nothing.
template <int Capacity> constexpr bool turn_signs(double (&taps)[Capacity]) {
    bool positive = false, negative = false;
    for (const double tap : taps) positive = positive || tap > 0, negative = negative || tap < 0;
    if (!positive || !negative) return false;
    for (double& tap : taps) tap = -tap;
    return true;
}

template <int Capacity> constexpr bool all_are_one(const double (&taps)[Capacity], int count) {
    for (int i = 0; i < count; ++i)
        if (taps[i] != 1) return false;
    return true;
}

// What way is cheapest for a kernel of `height` x `width` taps, of which one at least is not zero.
template <int Capacity>
constexpr filter_plan<Capacity> plan_filter(const float* taps, int height, int width) {
    filter_plan<Capacity> plan;
    int bottom = 0, right = 0;
    plan.top = height;
    plan.left = width;
    for (int i = 0; i < height; ++i)
        for (int j = 0; j < width; ++j) {
            if (taps[i * width + j] == 0) continue;
            if (i < plan.top) plan.top = i;
            if (j < plan.left) plan.left = j;
            bottom = i;
            if (j > right) right = j;
        }
    plan.height = bottom - plan.top + 1;
    plan.width = right - plan.left + 1;
    double kept[Capacity] = {};
    for (int i = 0; i < plan.height; ++i)
        for (int j = 0; j < plan.width; ++j)
            kept[i * plan.width + j] = taps[(plan.top + i) * width + plan.left + j];

    const auto count = [](operation_count a, operation_count b, double scale) {
        return operation_count{a.additions + b.additions,
                               a.multiplications + b.multiplications + (scale != 1)};
    };
    const auto one = scaled(kept);
    plan.whole = grouped(one.taps, plan.width);
    plan.way = plan.whole.count == 1 ? filter_way::copy : filter_way::one_pass;
    plan.scale = one.scale;
    plan.operations = count(plan.whole.operations(), {}, one.scale);
    if (plan.way == filter_way::copy) return plan;

    const auto found = factors_of(one.taps, plan.height, plan.width);
    if (!found.found) return plan;
    auto down = scaled(found.down), across = scaled(found.across);
    double scale = one.scale * down.scale * across.scale;
    if (scale < 0 && (turn_signs(down.taps) || turn_signs(across.taps))) scale = -scale;
    const auto sum_down = grouped(down.taps, 1), sum_across = grouped(across.taps, plan.width);
    const auto in_two = count(sum_down.operations(), sum_across.operations(), scale);
    if (in_two.total() < plan.operations.total()) {
        plan.way = filter_way::two_passes;
        plan.scale = scale;
        plan.down = sum_down;
        plan.across = sum_across;
        plan.operations = in_two;
    }
    if (all_are_one(down.taps, plan.height) && all_are_one(across.taps, plan.width)) {
        const int in_a_column = plan.height > 3 ? 2 : plan.height - 1;
        const int in_a_row =
            plan.width > most_neighbours ? doubling_additions(plan.width) : plan.width - 1;
        const operation_count running{in_a_column + in_a_row, 0};
        const auto all = count(running, {}, scale);
        if (all.total() < plan.operations.total()) {
            plan.way = filter_way::running_sums;
            plan.scale = scale;
            plan.across = sum_across;
            plan.operations = all;
        }
    }
    return plan;
}

}  // namespace detail

// The cheapest way to filter with a kernel {height, width} that is a constant.
template <auto Kernel>
inline constexpr auto filter_plan_of = [] {
    constexpr shape extents = Kernel.extents;
    return detail::plan_filter<static_cast<int>(Kernel.size())>(Kernel.data(), extents[0],
                                                                extents[1]);
}();

}  // namespace ctnn
