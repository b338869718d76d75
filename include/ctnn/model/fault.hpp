// Why a declaration is wrong, as a value: what a layer returns in place of an output shape.
#pragma once

#include <ctnn/base/shape.hpp>
#include <ctnn/base/text.hpp>
#include <ctnn/base/window.hpp>

namespace ctnn {

// The kind of mistake; compilers that cannot print text in a template argument print this name.
enum class reason {
    none,
    no_input,
    no_layer,
    not_a_layer,
    not_an_image,
    not_a_sequence,
    not_a_vector,
    option_unknown,
    option_not_taken,
    option_given_twice,
    option_of_wrong_arity,
    option_missing,
    number_not_positive,
    padding_negative,
    padding_over_half_the_kernel,
    groups_do_not_divide,
    kernel_larger_than_padded_input,
    stride_does_not_fit,
    shape_not_as_expected,
};

// One mistake: its kind, the numbers of the formula where it is about the formula, and the sentence
// for the user.
struct fault {
    reason why = reason::none;
    int n = 0, f = 0, p = 0, s = 0;
    sentence words{};

    explicit constexpr operator bool() const { return why != reason::none; }
};

// What a layer makes of an input shape: an output shape, or the reason why there is none.
struct inference {
    shape output;
    fault problem;

    explicit(false) constexpr inference(const shape& given) : output{given} {}
    explicit(false) constexpr inference(const fault& given) : problem{given} {}
};

// The fault of one axis, in the lecture's letters. `axis` is "height" or "width".
constexpr fault window_mistake(std::string_view axis, int extent, const window& w,
                               positions found) {
    fault result{.n = extent, .f = static_cast<int>(w.reach()), .p = w.before, .s = w.stride};
    switch (found.fault) {
        case window_fault::none:
            return result;
        case window_fault::not_positive:
            result.why = reason::number_not_positive;
            result.words = sentence{"kernel, stride and dilation must be 1 or more, found kernel ",
                                    w.kernel,
                                    ", stride ",
                                    w.stride,
                                    ", dilation ",
                                    w.dilation};
            return result;
        case window_fault::negative_padding:
            result.why = reason::padding_negative;
            result.words =
                sentence{"padding must be 0 or more, found ", w.before, " and ", w.after};
            return result;
        case window_fault::too_large:
        case window_fault::stride_does_not_fit:
            break;
    }
    const bool even = w.before == w.after;
    result.words = sentence{even ? "(N - F + 2P)/S + 1 with N=" : "(N - F + P + P')/S + 1 with N=",
                            extent,
                            ", F=",
                            w.reach(),
                            ", P=",
                            w.before};
    if (!even) result.words = sentence{result.words, ", P'=", w.after};
    result.words = sentence{result.words, ", S=", w.stride};
    if (found.fault == window_fault::too_large) {
        result.why = reason::kernel_larger_than_padded_input;
        result.words = sentence{result.words, ": kernel larger than padded input in ", axis};
    } else {
        result.why = reason::stride_does_not_fit;
        const auto way = std::int64_t{extent} + w.before + w.after - w.reach();
        result.words = sentence{result.words,
                                " is no whole number in ",
                                axis,
                                " (",
                                way,
                                "/",
                                w.stride,
                                " leaves ",
                                found.remainder,
                                "): write round_down or round_up"};
    }
    return result;
}

}  // namespace ctnn
