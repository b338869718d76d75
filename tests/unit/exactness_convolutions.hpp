// Convolutions of the sweep in exactness_problems_test.cpp as networks: what a user gets from them
// is what the definition says.
#pragma once

#include "convolution_definition.hpp"
#include "network_functions.hpp"

#include <doctest/doctest.h>

namespace detail {

template <class... Tags> struct options {
    template <bool Given, class Tag>
    using with = std::conditional_t<Given, options<Tags..., Tag>, options>;
    template <int Filters> using conv1d = ctnn::conv1d<Filters, Tags...>;
    template <int Filters> using conv2d = ctnn::conv2d<Filters, Tags...>;
};

// The declaration with a list of options as the types that a user writes.
template <convolution_case C> constexpr auto network_of() {
    using namespace ctnn;
    constexpr window down = C.vertical, across = C.horizontal;
    using shared =
        typename options<>::template with<C.groups != 1, groups<C.groups>>::template with<
            !C.has_bias, no_bias>::template with<C.flipped, flipped_kernel>::
            template with<C.same_padding, padding_same>::template with<
                down.round == rounding::down, round_down>::template with<down.round == rounding::up,
                                                                         round_up>;
    if constexpr (C.is_sequence) {
        using given = typename shared::template with<true, kernel<across.kernel>>::template with<
            across.stride != 1, stride<across.stride>>::
            template with<!C.same_padding, padding<across.before, across.after>>::template with<
                across.dilation != 1, dilation<across.dilation>>;
        return network<input<C.channels, C.width>, typename given::template conv1d<C.filters>>{};
    } else {
        using given = typename shared::template with<true, kernel<down.kernel, across.kernel>>::
            template with<true, stride<down.stride, across.stride>>::template with<
                !C.same_padding, padding<down.before, across.before, down.after, across.after>>::
                template with<true, dilation<down.dilation, across.dilation>>;
        return network<input<C.channels, C.height, C.width>,
                       typename given::template conv2d<C.filters>>{};
    }
}

}  // namespace detail

// Predicts with one sample and trains with two.
template <class T>
void check_convolution(const convolution_case& c, int number, const network_functions<T>& network) {
    INFO("number ", number, ": ", declaration_of(c));
    dice draw{static_cast<std::uint64_t>(number)};
    const auto p = draw_numbers<T>(draw, static_cast<std::size_t>(parameter_size(c)));
    numbers<T> both_x, both_dy, both_y, both_dx, dp(p.size());
    const auto append = [](numbers<T>& to, const numbers<T>& more) {
        to.insert(to.end(), more.begin(), more.end());
    };
    for (int sample = 0; sample < 2; ++sample) {
        const auto x = draw_numbers<T>(draw, static_cast<std::size_t>(input_size(c)));
        const auto dy = draw_numbers<T>(draw, static_cast<std::size_t>(output_size(c)));
        const auto expected = by_definition(c, p, x, dy);
        CHECK(network.predict(p, x) == expected.y);
        append(both_x, x);
        append(both_dy, dy);
        append(both_y, expected.y);
        append(both_dx, expected.dx);
        for (std::size_t i = 0; i < dp.size(); ++i) dp[i] += expected.dp[i];
    }
    const gradients<T> found = network.train_batch(p, both_x, both_dy);
    CHECK(found.y == both_y);
    CHECK(found.dx == both_dx);
    CHECK(found.dp == dp);
}

// Those from First up to End; types and targets take turns.
template <int First, int End> void check_convolutions() {
    ctnn::unroll<End - First>([](auto i) {
        constexpr int number = First + i;
        constexpr convolution_case c = draw_convolution(number);
        using T = std::conditional_t<number % 2 == 0, float, double>;
        using net = decltype(detail::network_of<c>());
        using functions = functions_of<net, T, all_targets[number / 2 % target_count], 2>;
        check_convolution<T>(
            c, number, {.predict = functions::predict, .train_batch = functions::train_batch});
    });
}
