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
    const bool high = axis == "height", wide = axis == "width";
    const std::string_view side = w.before < 0 ? (high   ? "top"
                                                  : wide ? "left"
                                                         : "beginning")
                                               : (high   ? "bottom"
                                                  : wide ? "right"
                                                         : "end");
    return {.why = reason::padding_negative,
            .words = sentence{"the padding is ", w.before < 0 ? w.before : w.after, " at the ",
                              side, ", it must be 0 or more"}};
}

}  // namespace detail

// What to write in place of a stride that does not fit.
struct stride_advice {
    int down = 0, up = 0;  // the positions with round_down and round_up
    // The padding nearest to the window's own with which the stride fits, at most half the kernel:
    // the same at both ends if it was so and can be so. -1 if there is none.
    int before = -1, after = -1;
};

constexpr stride_advice advice_on_stride(int extent, window w) {
    stride_advice result;
    w.round = rounding::down;
    result.down = slide(extent, w).count;
    w.round = rounding::up;
    result.up = slide(extent, w).count;
    w.round = rounding::exact;

    constexpr int farthest = 16;  // nobody wants a padding that differs by more
    const bool even = w.before == w.after;
    const std::int64_t given = std::int64_t{w.before} + w.after, most = w.reach() / 2;
    for (const int step : {2, 1})
        for (int way = step; way <= farthest && (even || step == 1); way += step)
            for (const std::int64_t total : {given + way, given - way}) {
                if (total < 0 || total - total / 2 > most) continue;
                w.before = static_cast<int>(total / 2);
                w.after = static_cast<int>(total - w.before);
                if (slide(extent, w).fault != window_fault::none) continue;
                result.before = w.before;
                result.after = w.after;
                return result;
            }
    return result;
}

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
    const stride_advice advice = advice_on_stride(extent, w);
    words.add(sentence{" is no whole number in ", axis, " (", way, "/", w.stride, " leaves ",
                       found.remainder, "): write round_down for ", advice.down, ", round_up for ",
                       advice.up});
    if (advice.before >= 0 && even && advice.before == advice.after)
        words.add(sentence{", or choose P=", advice.before});
    else if (advice.before >= 0)
        words.add(sentence{", or pad ", advice.before, " before and ", advice.after, " behind"});
    return {.why = reason::stride_does_not_fit,
            .words = words,
            .axis = axis,
            .extent = extent,
            .slid = w};
}

}  // namespace ctnn
