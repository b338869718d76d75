// a * b + c with one rounding, for every compiler, target and constant expression.
#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>

namespace ctnn::simd {

namespace detail {

// float: the product is exact in double; the sum is rounded to odd there, so that the second
// rounding, to float, sees everything it needs (Boldo & Melquiond, "Emulation of FMA and correctly
// rounded sums", 2008).
constexpr float fused_by_double(float a, float b, float c) {
    const double product = static_cast<double>(a) * static_cast<double>(b);
    const double addend = static_cast<double>(c);
    const double sum = product + addend;
    const double found = sum - product;
    const double lost = (product - (sum - found)) + (addend - found);
    auto bits = std::bit_cast<std::uint64_t>(sum);
    // Neither comparison holds for the NaN that an infinite addend leaves in `lost`.
    if ((lost > 0 || lost < 0) && (bits & 1) == 0)
        bits += ((sum > 0) == (lost > 0)) ? 1 : ~std::uint64_t{0};
    return static_cast<float>(std::bit_cast<double>(bits));
}

// A finite number other than 0 as an integer times a power of two.
struct scaled {
    std::uint64_t mantissa;
    int exponent;
};
constexpr scaled take_apart(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t fraction = bits & ((std::uint64_t{1} << 52) - 1);
    const int exponent = static_cast<int>(bits >> 52 & 0x7ff);
    if (exponent == 0) return {fraction, -1074};
    return {fraction | std::uint64_t{1} << 52, exponent - 1075};
}

__extension__ typedef unsigned __int128 wide;

constexpr int bit_width(wide x) {
    const auto high = static_cast<std::uint64_t>(x >> 64);
    const auto low = static_cast<std::uint64_t>(x);
    return static_cast<int>(high != 0 ? 64 + std::bit_width(high) : std::bit_width(low));
}

// Moves the highest bit of x to bit 125; what falls off at the right end stays known as a set last
// bit.
struct aligned {
    wide mantissa;
    int exponent;
};
constexpr aligned align(wide x, int exponent) {
    const int left = 126 - bit_width(x);
    return {x << left, exponent - left};
}
constexpr wide shift_right(wide x, int by) {
    if (by > 126) return 1;
    const wide kept = x >> by;
    return kept << by == x ? kept : kept | 1;
}

// double: exact integer arithmetic. Only the compiler runs this, where it cannot evaluate its own
// builtin.
constexpr double fused_by_integers(double a, double b, double c) {
    constexpr double largest = 1.7976931348623157e308;
    const auto finite = [](double x) { return x >= -largest && x <= largest; };
    if (!finite(c) && finite(a) && finite(b)) return c;
    if (!finite(a) || !finite(b) || a == 0 || b == 0 || c == 0) return a * b + c;

    const scaled pa = take_apart(a), pb = take_apart(b), pc = take_apart(c);
    bool negative = (a < 0) != (b < 0);
    aligned high = align(static_cast<wide>(pa.mantissa) * pb.mantissa, pa.exponent + pb.exponent);
    aligned low = align(pc.mantissa, pc.exponent);
    const bool opposite = negative != (c < 0);
    if (high.exponent < low.exponent ||
        (high.exponent == low.exponent && high.mantissa < low.mantissa)) {
        const aligned other = high;
        high = low;
        low = other;
        negative = c < 0;
    }
    const wide shifted = shift_right(low.mantissa, high.exponent - low.exponent);
    const wide sum = opposite ? high.mantissa - shifted : high.mantissa + shifted;
    if (sum == 0) return 0.0;

    // Keep 53 bits, fewer where the result is subnormal, and round to nearest, ties to even.
    int drop = bit_width(sum) - 53;
    if (high.exponent + drop < -1074) drop = -1074 - high.exponent;
    std::uint64_t kept = 0;
    if (drop <= 0) {
        kept = static_cast<std::uint64_t>(sum << -drop);
    } else if (drop < 128) {
        kept = static_cast<std::uint64_t>(sum >> drop);
        const wide rest = sum - (static_cast<wide>(kept) << drop);
        const wide half = static_cast<wide>(1) << (drop - 1);
        if (rest > half || (rest == half && (kept & 1) != 0)) ++kept;
    }
    const int exponent = high.exponent + drop;
    // Below 2^52 the mantissa is that of a subnormal number; a carry out of 53 bits lands in the
    // exponent by itself.
    const std::uint64_t biased =
        kept >> 52 == 0 ? kept : kept + (static_cast<std::uint64_t>(exponent + 1074) << 52);
    constexpr std::uint64_t infinity = std::uint64_t{0x7ff} << 52;
    const std::uint64_t magnitude = biased < infinity && exponent < 972 ? biased : infinity;
    return std::bit_cast<double>(magnitude | (negative ? std::uint64_t{1} << 63 : 0));
}

}  // namespace detail

// PyTorch: torch.addcmul, but with one rounding instead of two.
constexpr float fused(float a, float b, float c) {
#if defined(__clang__)
    if (std::is_constant_evaluated()) return detail::fused_by_double(a, b, c);
#endif
#if defined(__FP_FAST_FMAF) || defined(__GLIBC__)
    return __builtin_fmaf(a, b, c);
#else
    return detail::fused_by_double(a, b, c);
#endif
}

constexpr double fused(double a, double b, double c) {
#if defined(__clang__)
    if (std::is_constant_evaluated()) return detail::fused_by_integers(a, b, c);
#endif
#if defined(__FP_FAST_FMA) || defined(__GLIBC__)
    return __builtin_fma(a, b, c);
#else
    return detail::fused_by_integers(a, b, c);
#endif
}

}  // namespace ctnn::simd
