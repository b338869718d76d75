// √x, correctly rounded, also in constant expressions.
#pragma once

#include <ctnn/simd/fused.hpp>

#include <bit>
#include <cstdint>
#include <type_traits>

namespace ctnn::simd {

namespace detail {

// Newton's iteration on a number from 1 to 4, and a last step on the exact residual, which rounds
// correctly (Markstein, "IA-64 and elementary functions", 2000). For compilers that cannot evaluate
// their own builtin.
constexpr double root_of_mantissa(double x) {
    double root = x / 2 + 0.5;
    for (int i = 0; i < 6; ++i) root = (root + x / root) / 2;
    return fused(fused(-root, root, x), 0.5 / root, root);
}

template <class T> constexpr T evaluated_root(T x) {
    const double exact = static_cast<double>(x);
    if (!(exact > 0) || exact > 1.7976931348623157e308) return x < 0 ? (x - x) / (x - x) : x;
    // x = m 4^k with m from 1 to 4.
    int k = 0;
    double m = exact;
    for (; m >= 4; m /= 4) ++k;
    for (; m < 1; m *= 4) --k;
    double root = root_of_mantissa(m);
    // Exact in double; the rounding to float is that of √x, as 53 digits are more than 2 · 24 + 2.
    for (; k > 0; --k) root *= 2;
    for (; k < 0; ++k) root /= 2;
    return static_cast<T>(root);
}

}  // namespace detail

// PyTorch: torch.sqrt.
constexpr float square_root(float x) {
#if defined(__clang__)
    if (std::is_constant_evaluated()) return detail::evaluated_root(x);
#endif
    return __builtin_sqrtf(x);
}
constexpr double square_root(double x) {
#if defined(__clang__)
    if (std::is_constant_evaluated()) return detail::evaluated_root(x);
#endif
    return __builtin_sqrt(x);
}

}  // namespace ctnn::simd
