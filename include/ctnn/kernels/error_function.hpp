// erf x over the same fused operations on every target: same bits everywhere.
#pragma once

#include <ctnn/kernels/exponential.hpp>

namespace ctnn::kernels {

namespace detail {

// e^(x²) erfc x for x >= 1 as a polynomial in t = (x - 2)/(x + 2), highest power first: the
// Chebyshev fit of mpmath.chebyfit, to x = 4.2 (relative error 1.5e-9) and x = 6.1 (6e-19).
template <class T> struct error_function_constants;
template <> struct error_function_constants<float> {
    static constexpr int degree = 7;
    static constexpr float highest = 4.2f;
    static constexpr float scaled_complement[degree + 1] = {
        -9.36675814628441e-4f, -8.35192247852837e-4f, 6.99358864124550e-3f,  3.73193417964596e-3f,
        -7.89784649527825e-2f, 2.41658218467989e-1f,  -4.27185848231556e-1f, 2.55395676215391e-1f};
    static constexpr int series_terms = 10;  // the first term left out is 1e-9
};
template <> struct error_function_constants<double> {
    static constexpr int degree = 18;
    static constexpr double highest = 6.1;
    static constexpr double scaled_complement[degree + 1] = {
        1.458332236627326424e-7,  -6.298183890877694536e-7, -5.055672557164424196e-7,
        1.26267701118683151e-6,   3.758407195294736236e-6,  1.379410338458499785e-6,
        -1.396105629298505105e-5, -2.757890637320718497e-5, 2.752471875899841244e-5,
        1.74361137716029629e-4,   4.355564718454121965e-5,  -9.819770267624422523e-4,
        -8.471432523690807512e-4, 6.997461739226027528e-3,  3.732892404350965555e-3,
        -7.897858101573250544e-2, 2.416581942424663202e-1,  -4.271858474139583953e-1,
        2.553956763105057439e-1};
    static constexpr int series_terms = 19;  // the first term left out is 2e-19
};

}  // namespace detail

// 2/√π ∫ e^(-t²) dt from 0 to x. PyTorch: torch.erf. Near 0 its series, x Σ (-x²)^n / (n! (2n +
// 1)).
template <class T, int Lanes> constexpr simd::vec<T, Lanes> erf(simd::vec<T, Lanes> x) {
    using V = simd::vec<T, Lanes>;
    using constants = detail::error_function_constants<T>;
    constexpr double two_over_root_pi = 1.12837916709551257390;
    const V zero = V::broadcast(T(0)), one = V::broadcast(T(1)), two = V::broadcast(T(2));

    const V square = x * x;
    constexpr auto term = [](int n) {
        const double inverse = detail::one_over_factorial<double>(n) / (2 * n + 1);
        return static_cast<T>(n % 2 == 0 ? two_over_root_pi * inverse
                                         : -two_over_root_pi * inverse);
    };
    V series = V::broadcast(term(constants::series_terms));
    unroll<constants::series_terms>([&](auto i) {
        series = fma(series, square, V::broadcast(term(constants::series_terms - 1 - i)));
    });

    // Clamped from above; a NaN stays one.
    const V magnitude = zero - max(V::broadcast(-constants::highest), zero - abs(x));
    const V t = (magnitude - two) / (magnitude + two);
    V complement = V::broadcast(constants::scaled_complement[0]);
    unroll<constants::degree>([&](auto i) {
        complement = fma(complement, t, V::broadcast(constants::scaled_complement[i + 1]));
    });
    const V far = fma(zero - exp(zero - magnitude * magnitude), complement, one);
    const V near = x * series;
    return select(one > abs(x), near, select(zero > x, zero - far, far));
}

}  // namespace ctnn::kernels
