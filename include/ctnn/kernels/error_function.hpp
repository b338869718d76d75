// erf x and the normal distribution over the same fused operations on every target: same bits
// everywhere.
#pragma once

#include <ctnn/kernels/exponential.hpp>

namespace ctnn::kernels {

namespace detail {

// e^(x²) erfc x for x >= 1/2 as a polynomial in t = (x - 2)/(x + 2), highest power first: the
// Chebyshev fit of mpmath.chebyfit up to `highest` (relative error 4.1e-9 and 1.8e-18), from where
// on erfc x is 0.
template <class T> struct error_function_constants;
template <> struct error_function_constants<float> {
    static constexpr int degree = 10;
    static constexpr float highest = 10.3f;
    static constexpr float scaled_complement[degree + 1] = {
        3.723110337023348e-6f,  1.464825534295066e-4f,  5.835397661676472e-5f,
        -9.71265751505144e-4f,  -8.511063213092105e-4f, 6.995616446095005e-3f,
        3.733349735132431e-3f,  -7.897844855234981e-2f, 2.416581755894426e-1f,
        -4.271858501289521e-1f, 2.553956764304523e-1f};
    static constexpr int series_terms = 10;  // the first term left out is 1e-9
};
template <> struct error_function_constants<double> {
    static constexpr int degree = 24;
    static constexpr double highest = 27.5;
    static constexpr double scaled_complement[degree + 1] = {
        1.0383108981864355974e-8,  -2.0969476814901321488e-8, -3.0536192970117159922e-8,
        4.457858171211722058e-8,   8.7989410264338264204e-8,  4.5679818997665530506e-8,
        -1.4186188018957571051e-7, -4.9179627671426418918e-7, -4.1349699723327167406e-7,
        1.1898759494942812087e-6,  3.7503097611986661778e-6,  1.3942744879254861389e-6,
        -1.3961664565296758699e-5, -2.7580509798917210014e-5, 2.7524888169987884013e-5,
        1.743612375411501066e-4,   4.3555633765657008834e-5,  -9.8197703038105308269e-4,
        -8.471432518570243691e-4,  6.9974617392982445657e-3,  3.7328924043415079855e-3,
        -7.8978581015733183022e-2, 2.4165819424246638898e-1,  -4.2718584741395839338e-1,
        2.5539567631050574381e-1};
    static constexpr int series_terms = 19;  // the first term left out is 2e-19
};

// erf x / x for |x| <= 1 of the square of x: the series Σ 2/√π (-x²)^n / (n! (2n + 1)).
template <class T, int Lanes>
constexpr simd::vec<T, Lanes> error_series(simd::vec<T, Lanes> square) {
    using V = simd::vec<T, Lanes>;
    constexpr double two_over_root_pi = 1.12837916709551257390;
    constexpr int terms = error_function_constants<T>::series_terms;
    constexpr auto term = [](int n) {
        const double inverse = one_over_factorial<double>(n) / (2 * n + 1);
        return static_cast<T>(n % 2 == 0 ? two_over_root_pi * inverse
                                         : -two_over_root_pi * inverse);
    };
    V series = V::broadcast(term(terms));
    unroll<terms>([&](auto i) { series = fma(series, square, V::broadcast(term(terms - 1 - i))); });
    return series;
}

// e^(x²) erfc x for x from 1/2 to `highest`.
template <class T, int Lanes>
constexpr simd::vec<T, Lanes> scaled_complement(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    using constants = error_function_constants<T>;
    const V two = V::broadcast(T(2));
    const V t = (x - two) / (x + two);
    V sum = V::broadcast(constants::scaled_complement[0]);
    unroll<constants::degree>(
        [&](auto i) { sum = fma(sum, t, V::broadcast(constants::scaled_complement[i + 1])); });
    return sum;
}

// |x|, but at most `most`; NaN stays NaN.
template <class V> constexpr V magnitude_up_to(typename V::scalar_type most, V x) {
    const V zero = V::broadcast(0);
    return zero - max(V::broadcast(-most), zero - abs(x));
}

// e^(-factor x²). The square has twice the digits of a number: its error would be the exponent's.
template <class V> constexpr V exp_of_minus_square(V x, typename V::scalar_type factor) {
    const V scaled = x * V::broadcast(factor), square = scaled * x;
    const V lost = fma(scaled, x, V::broadcast(0) - square);
    const V power = exp(V::broadcast(0) - square);
    return fma(V::broadcast(0) - lost, power, power);
}

}  // namespace detail

// 2/√π ∫ e^(-t²) dt from 0 to x. PyTorch: torch.erf.
template <class T, int Lanes> constexpr simd::vec<T, Lanes> erf(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    const V zero = V::broadcast(T(0)), one = V::broadcast(T(1));
    const V near = x * detail::error_series(x * x);
    const V magnitude = detail::magnitude_up_to(detail::error_function_constants<T>::highest, x);
    const V power = detail::exp_of_minus_square(magnitude, T(1));
    const V far = fma(zero - power, detail::scaled_complement(magnitude), one);
    return select(one > abs(x), near, select(zero > x, zero - far, far));
}

// The normal distribution Φ(x) = erfc(-x/√2) / 2 and its density e^(-x²/2) / √(2π).
template <class V> struct normal {
    V distribution, density;
};
template <class T, int Lanes>
constexpr normal<simd::vec<T, Lanes>> normal_of(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    constexpr double root_half = 0.70710678118654752440,
                     one_over_root_two_pi = 0.39894228040143267794;
    constexpr T most = static_cast<T>(detail::error_function_constants<T>::highest / root_half);
    const V zero = V::broadcast(T(0)), half = V::broadcast(T(0.5)), one = V::broadcast(T(1));
    const V magnitude = detail::magnitude_up_to(most, x);
    const V power = detail::exp_of_minus_square(magnitude, T(0.5));
    const V z = magnitude * V::broadcast(static_cast<T>(root_half));
    const V tail = half * detail::scaled_complement(z);  // times `power`
    const V slope = V::broadcast(static_cast<T>(root_half / 2)) *
                    detail::error_series((half * magnitude) * magnitude);
    const V near = fma(x, slope, half);
    const V far = select(zero > x, power * tail, fma(zero - power, tail, one));
    return {.distribution = select(half > z, near, far),
            .density = power * V::broadcast(static_cast<T>(one_over_root_two_pi))};
}

}  // namespace ctnn::kernels
