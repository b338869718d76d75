// The one helper that writes a loop out: every index arrives as a constant.
#pragma once

#include <type_traits>
#include <utility>

namespace ctnn {

template <int I> using constant = std::integral_constant<int, I>;

// Calls step(constant<0>{}), step(constant<1>{}), ..., step(constant<Count - 1>{}).
// A fold, not a recursion: compilers give up inlining a recursion after a few levels.
template <int Count, class Step>
[[gnu::always_inline]] inline constexpr void unroll(Step&& step) {
    [&]<int... I>(std::integer_sequence<int, I...>) __attribute__((always_inline)) {
        (step(constant<I>{}), ...);
    }(std::make_integer_sequence<int, Count>{});
}

}  // namespace ctnn
