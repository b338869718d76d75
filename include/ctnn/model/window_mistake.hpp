// A window that does not fit its axis in, the fault in the lecture's letters out.
#pragma once

#include <ctnn/model/fault.hpp>

namespace ctnn {

namespace detail {

// A number that is out of range whatever the input.
constexpr fault number_mistake(std::string_view axis, const window& w) {
    const auto below_1 = [&](std::string_view what, int found) {
        return fault{
            .why = reason::number_not_positive,
            .words = sentence{"the ", what, " is ", found, " in ", axis, ", it must be 1 or more"}};
    };
    if (w.kernel < 1) return below_1("kernel", w.kernel);
    if (w.stride < 1) return below_1("stride", w.stride);
    if (w.dilation < 1) return below_1("dilation", w.dilation);
    const bool high = axis == "height";
    const std::string_view side = w.before < 0 ? high ? "top" : "left" : high ? "bottom" : "right";
    return {.why = reason::padding_negative,
            .words = sentence{"the padding is ", w.before < 0 ? w.before : w.after, " at the ",
                              side, ", it must be 0 or more"}};
}

// The padding of both ends nearest to the window's own with which its stride fits, at most half the
// kernel; -1 if there is none.
constexpr int padding_that_fits(int extent, window w) {
    if (w.before != w.after) return -1;
    const int given = w.before, most = static_cast<int>(w.reach() / 2);
    for (int way = 1; way <= most + given; ++way)
        for (const int candidate : {given + way, given - way}) {
            w.before = w.after = candidate;
            if (candidate <= most && slide(extent, w).fault == window_fault::none) return candidate;
        }
    return -1;
}

}  // namespace detail

// `axis` is "height", "width" or "length".
constexpr fault window_mistake(std::string_view axis, int extent, const window& w,
                               const positions& found) {
    if (found.fault == window_fault::not_positive || found.fault == window_fault::negative_padding)
        return detail::number_mistake(axis, w);

    const bool even = w.before == w.after;
    sentence words{even ? "(N - F + 2P)/S + 1" : "(N - F + P1 + P2)/S + 1", " with N=", extent,
                   ", F=", w.reach()};
    if (w.dilation > 1) words.add(sentence{" (kernel ", w.kernel, ", dilation ", w.dilation, ")"});
    words.add(sentence{even ? ", P=" : ", P1=", w.before});
    if (!even) words.add(sentence{", P2=", w.after});
    words.add(sentence{", S=", w.stride});

    const std::int64_t padded = std::int64_t{extent} + w.before + w.after;
    const std::int64_t way = padded - w.reach();
    if (found.fault == window_fault::too_large) {
        words.add(sentence{": the kernel, ", w.reach(), ", is larger than the padded input, ",
                           padded, ", in ", axis});
        return {.why = reason::kernel_larger_than_padded_input,
                .words = words,
                .axis = axis,
                .extent = extent,
                .slid = w};
    }
    const auto count = [&](rounding how) {
        window rounded = w;
        rounded.round = how;
        return slide(extent, rounded).count;
    };
    words.add(sentence{" is no whole number in ", axis, " (", way, "/", w.stride, " leaves ",
                       found.remainder, "): write round_down for ", count(rounding::down),
                       ", round_up for ", count(rounding::up)});
    if (const int other = detail::padding_that_fits(extent, w); other >= 0)
        words.add(sentence{", or choose P=", other});
    return {.why = reason::stride_does_not_fit,
            .words = words,
            .axis = axis,
            .extent = extent,
            .slid = w};
}

}  // namespace ctnn
