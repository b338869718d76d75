// ln x over the same fused operations on every target: same bits everywhere.
#pragma once

#include <ctnn/kernels/exponential.hpp>

#include <limits>

namespace ctnn::kernels {

// The natural logarithm of 0, of a normal positive number or of infinity, and NaN of anything else
// but subnormal numbers, which count as 0. With x = m 2^e and m from √½ to √2 it is
// 2 artanh((m - 1)/(m + 1)) + e ln 2. PyTorch: torch.log.
template <class T, int Lanes> constexpr simd::vec<T, Lanes> log(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    using bits = simd::bits_of<T>;
    using constants = detail::exponential_constants<T>;
    constexpr int shift = constants::mantissa_bits;
    constexpr bits bias = sizeof(T) == 4 ? 128 : 1024;  // keeps e + bias positive
    constexpr bits root_half = std::bit_cast<bits>(static_cast<T>(0.70710678118654752440));
    // From the field of √½ on a new exponent begins.
    const auto field = x.bits();
    const auto biased = (field - root_half + (bias << shift)) >> shift;
    const V m = V::from_bits(field - (biased << shift) + (bias << shift));
    // An integer below 2^mantissa_bits becomes a number as the low bits of a large one.
    constexpr T large = constants::round_to_integer;
    const V e = V::from_bits(biased + std::bit_cast<bits>(large)) -
                V::broadcast(large + static_cast<T>(bias));

    const V one = V::broadcast(T(1));
    const V s = (m - one) / (m + one);
    const V square = s * s;
    // s <= 0.172: the first term left out is below a tenth of a unit.
    constexpr int terms = sizeof(T) == 4 ? 5 : 11;
    V sum = V::broadcast(T(2) / T(2 * terms + 1));
    unroll<terms - 1>(
        [&](auto i) { sum = fma(sum, square, V::broadcast(T(2) / T(2 * (terms - 1 - i) + 1))); });
    const V low = fma(e, V::broadcast(constants::ln2_low), (s * square) * sum);
    const V finite = fma(e, V::broadcast(constants::ln2_high), fma(s, V::broadcast(T(2)), low));

    // Comparisons with NaN do not hold, so it goes through as itself.
    constexpr T infinity = std::numeric_limits<T>::infinity();
    const V zero = V::broadcast(T(0)), smallest = V::broadcast(std::numeric_limits<T>::min());
    const V small = select(zero > x, V::broadcast(std::numeric_limits<T>::quiet_NaN()),
                           V::broadcast(-infinity));
    return select(V::broadcast(infinity) > x, select(smallest > x, small, finite), x);
}

template <class T> constexpr T log(T x) { return log(simd::vec<T, 1>{x}).value; }

// ln(1 + x) for x from 0 to 1, with all its digits near 0: the logarithm of the rounded sum, and
// what the rounding lost. PyTorch: torch.log1p.
template <class T, int Lanes> constexpr simd::vec<T, Lanes> log_one_plus(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    const V one = V::broadcast(T(1));
    const V sum = one + x;
    return log(sum) + (x - (sum - one)) / sum;
}

}  // namespace ctnn::kernels
