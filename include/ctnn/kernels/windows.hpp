// A window's numbers and its position in, the elements it covers out: for every layer that pools.
#pragma once

#include <ctnn/base/window.hpp>

#include <cstdint>

namespace ctnn::kernels {

// The windows along one axis, one for every output.
//   sliding   `each`, moved on by its stride and clipped at the ends of the axis
//   adaptive  window i of n covers the elements from floor(i N / n) to ceil((i + 1) N / n), as
//             PyTorch's adaptive pools have it; `each` tells nothing
struct axis_windows {
    window each{};
    bool adaptive = false;
    friend constexpr bool operator==(const axis_windows&, const axis_windows&) = default;
};

// What one window covers of its axis: `count` elements, `step` apart.
struct covered {
    int begin = 0;
    int count = 0;
    int step = 1;
    // Those in the declared padding included: what PyTorch's count_include_pad=True divides by.
    int counted = 0;
};

// The same where all windows of an axis are alike: loops over them have constant lengths.
template <int Count, int Step> struct covered_alike {
    int begin = 0;
    static constexpr int count = Count, step = Step, counted = Count;
};

namespace detail {

// How many of the elements begin, begin + step, ... lie before `end`.
constexpr int steps_before(int begin, int end, int step) {
    return begin < end ? (end - begin - 1) / step + 1 : 0;
}
constexpr int least(int a, int b) { return a < b ? a : b; }

}  // namespace detail

// Of the `count` windows over an axis of `extent` elements, the one at `position`.
constexpr covered cover(const axis_windows& axis, int extent, int count, int position) {
    if (axis.adaptive) {
        const std::int64_t from = std::int64_t{position} * extent;
        const int begin = static_cast<int>(from / count);
        const int size = static_cast<int>((from + extent + count - 1) / count) - begin;
        return {begin, size, 1, size};
    }
    const window& w = axis.each;
    const int start = position * w.stride - w.before;
    const int skipped = detail::least(detail::steps_before(start, 0, w.dilation), w.kernel);
    const int begin = start + skipped * w.dilation;
    return {
        .begin = begin,
        .count = detail::least(w.kernel - skipped, detail::steps_before(begin, extent, w.dilation)),
        .step = w.dilation,
        .counted =
            detail::least(w.kernel, detail::steps_before(start, extent + w.after, w.dilation))};
}

// Do all windows cover as many elements, none of them in the padding?
constexpr bool are_alike(const axis_windows& axis, int extent, int count) {
    if (axis.adaptive) return extent % count == 0;
    const window& w = axis.each;
    return w.before == 0 && (count - 1) * w.stride + w.reach() <= extent;
}

template <axis_windows Axis, int Extent, int Count> constexpr auto cover(int position) {
    if constexpr (are_alike(Axis, Extent, Count)) {
        constexpr covered first = cover(Axis, Extent, Count, 0);
        constexpr int stride = Axis.adaptive ? first.count : Axis.each.stride;
        return covered_alike<first.count, first.step>{position * stride};
    } else {
        return cover(Axis, Extent, Count, position);
    }
}

// The outputs first, first + 1, ..., first + count - 1 of an axis, whose windows lie in the input
// as a whole, `stride` apart.
struct whole_windows {
    int first = 0, count = 0, stride = 1, taps = 1, step = 1;
};
constexpr whole_windows find_whole_windows(const axis_windows& axis, int extent, int outputs) {
    if (axis.adaptive) {
        if (!are_alike(axis, extent, outputs)) return {};
        return {0, outputs, extent / outputs, extent / outputs, 1};
    }
    const window& w = axis.each;
    whole_windows result{0, 0, w.stride, w.kernel, w.dilation};
    while (result.first < outputs && result.first * w.stride < w.before) ++result.first;
    while (result.first + result.count < outputs &&
           (result.first + result.count) * w.stride - w.before + w.reach() <= extent)
        ++result.count;
    return result;
}

// Does every element lie in exactly one window?
constexpr bool tiles(const axis_windows& axis, int extent, int count) {
    if (axis.adaptive) return extent % count == 0;
    const window& w = axis.each;
    return w.before == 0 && w.dilation == 1 && w.stride == w.kernel && count * w.kernel == extent;
}

}  // namespace ctnn::kernels
