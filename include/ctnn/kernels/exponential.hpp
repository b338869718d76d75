// e^x and its relatives over the same fused operations on every target: same bits everywhere.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/simd/vec.hpp>

#include <bit>

namespace ctnn::kernels {

namespace detail {

template <class T> struct exponential_constants;
template <> struct exponential_constants<float> {
    // ln 2 as a sum whose first part has so few digits that its product with an exponent is exact.
    static constexpr float ln2_high = 0.693359375f, ln2_low = -2.12194440e-4f;
    static constexpr float round_to_integer = 12582912.0f;  // 1.5 * 2^23
    static constexpr int mantissa_bits = 23;
    // |r| <= ln 2 / 2: the first term left out of the series is 5e-9, a tenth of a unit.
    static constexpr int degree = 7;
    static constexpr float lowest = -104.0f, highest = 89.0f;
};
template <> struct exponential_constants<double> {
    static constexpr double ln2_high = 6.93145751953125e-1, ln2_low = 1.42860682030941723212e-6;
    static constexpr double round_to_integer = 6755399441055744.0;  // 1.5 * 2^52
    static constexpr int mantissa_bits = 52;
    static constexpr int degree = 13;  // the first term left out is 4e-18
    static constexpr double lowest = -746.0, highest = 710.0;
};

template <class T> constexpr T one_over_factorial(int n) {
    double product = 1;
    for (int i = 2; i <= n; ++i) product *= i;
    return static_cast<T>(1 / product);
}

// Times x = n ln 2 + r with |r| <= ln 2 / 2, for a power of two `Times`, whose products are exact:
// `biased` carries n in its low bits, `rest` is e^r - 1 with all its digits also for small r.
template <class V> struct reduced {
    V biased, n, rest;
};
template <int Times = 1, class T, int Lanes>
constexpr reduced<simd::vec<T, Lanes>> reduce(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    using constants = exponential_constants<T>;
    const V shift = V::broadcast(constants::round_to_integer);
    const V biased = fma(x, V::broadcast(Times * static_cast<T>(1.44269504088896340736)), shift);
    const V n = biased - shift;
    V r = fma(n, V::broadcast(-constants::ln2_high), Times == 1 ? x : V::broadcast(Times) * x);
    r = fma(n, V::broadcast(-constants::ln2_low), r);
    // Two terms at a time, as a polynomial in r²: they wait for each other half as often.
    static_assert(constants::degree % 2 == 1);
    const auto two_terms = [&](int first) {
        return fma(V::broadcast(one_over_factorial<T>(first + 1)), r,
                   V::broadcast(one_over_factorial<T>(first)));
    };
    const V square = r * r;
    V sum = two_terms(constants::degree - 1);
    unroll<(constants::degree - 3) / 2>(
        [&](auto i) { sum = fma(sum, square, two_terms(constants::degree - 3 - 2 * i)); });
    return {biased, n, fma(sum, square, r)};
}

// 2^n for the n in the low bits of `biased`; n must be the exponent of a normal number.
template <class T, int Lanes>
constexpr simd::vec<T, Lanes> power_of_two(simd::vec<T, Lanes> biased) {
    return simd::vec<T, Lanes>::from_bits(
        (biased.bits() << exponential_constants<T>::mantissa_bits) +
        std::bit_cast<simd::bits_of<T>>(T(1)));
}

}  // namespace detail

// e^x for x <= 89 (710 for double) or not a number, subnormal results included.
template <class T, int Lanes> constexpr simd::vec<T, Lanes> exp_of_small(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    using constants = detail::exponential_constants<T>;
    // max keeps its second operand where that is not a number.
    const auto parts = detail::reduce(max(V::broadcast(constants::lowest), x));
    // One instruction where there is such: 3-4-3 with sigmoids took 57 cycles without, and 48 so.
    if constexpr (requires { scaled(x, x); }) {
        return scaled(parts.rest + V::broadcast(T(1)), parts.n);
    } else {
        // 2^n in two factors, as n may lie outside the range of exponents: the same bits.
        const V shift = V::broadcast(constants::round_to_integer);
        const V half = fma(parts.n, V::broadcast(T(0.5)), shift);
        const V rest = (parts.n - (half - shift)) + shift;
        const V result = fma(parts.rest, detail::power_of_two(half), detail::power_of_two(half));
        return result * detail::power_of_two(rest);
    }
}

// e^x over the whole range, subnormal results and infinity included. PyTorch: torch.exp.
template <class T, int Lanes> constexpr simd::vec<T, Lanes> exp(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    const V zero = V::broadcast(T(0));
    const V highest = V::broadcast(detail::exponential_constants<T>::highest);
    return exp_of_small(zero - max(zero - highest, zero - x));
}

// e^x - 1 for x <= 0, with all its digits near 0, or that of Times x. PyTorch: torch.expm1.
template <int Times = 1, class T, int Lanes>
constexpr simd::vec<T, Lanes> exp_minus_one_of_negative(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    // Below -20 (-40) the result is -1 in float (double).
    constexpr T lowest = T(sizeof(T) == 4 ? -20 : -40) / Times;
    const auto parts = detail::reduce<Times>(max(V::broadcast(lowest), x));
    const V power = detail::power_of_two(parts.biased);
    return fma(power, parts.rest, power - V::broadcast(T(1)));
}

// 1 / (1 + e^-x), below 0 as e^x / (1 + e^x), which neither overflows nor loses the smallest
// results. PyTorch: torch.sigmoid.
template <class T, int Lanes> constexpr simd::vec<T, Lanes> sigmoid(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    const V zero = V::broadcast(T(0)), one = V::broadcast(T(1));
    const V power = exp_of_small(with_sign_of(V::broadcast(T(-0.0)), x));
    return select(zero > x, power, one) / (one + power);
}

// tanh |x| = -t / (t + 2) with t = e^(-2|x|) - 1. PyTorch: torch.tanh.
template <class T, int Lanes> constexpr simd::vec<T, Lanes> tanh(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    const V t = exp_minus_one_of_negative<2>(with_sign_of(V::broadcast(T(-0.0)), x));
    return with_sign_of(x, t / (t + V::broadcast(T(2))));
}

}  // namespace ctnn::kernels
