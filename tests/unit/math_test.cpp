// The transcendental functions against the C library's in long double, and fused multiply-add.
#include <ctnn/kernels/math.hpp>
#include <ctnn/simd/square_root.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

// How far `found` is from `exact`, in units of the last place of `exact` as a T.
template <class T> double units_apart(T found, long double exact) {
    const T nearest = std::abs(static_cast<T>(exact));
    const T unit = std::nextafter(nearest, std::numeric_limits<T>::infinity()) - nearest;
    return static_cast<double>(std::abs((found - exact) / unit));
}

// The largest error over a fixed sample of numbers from `low` to `high`, many of them near 0.
template <class T, class Function, class Exact>
double worst(double low, double high, Function function, Exact exact) {
    constexpr int lanes = simd::native.most_lanes<T>(), samples = 1 << 18;
    std::mt19937_64 engine{1};
    std::uniform_real_distribution<double> draw{low, high};
    double result = 0;
    for (int i = 0; i < samples; i += lanes) {
        T x[lanes], y[lanes];
        for (int j = 0; j < lanes; ++j) {
            const int smaller = j % 3 == 0 ? static_cast<int>(engine() % 20) : 0;
            x[j] = static_cast<T>(std::ldexp(draw(engine), -smaller));
        }
        function(simd::vec<T, lanes>::load(x)).store(y);
        for (int j = 0; j < lanes; ++j)
            result = std::max(result, units_apart(y[j], exact(static_cast<long double>(x[j]))));
    }
    return result;
}

TEST_CASE_TEMPLATE("functions are within 2.5 units of the last place", T, float, double) {
    const double lowest = sizeof(T) == 4 ? -87 : -708, highest = sizeof(T) == 4 ? 88 : 709;
    CHECK(worst<T>(
              lowest, highest, [](auto x) { return kernels::exp(x); },
              [](long double x) { return std::exp(x); }) < 1.1);
    CHECK(worst<T>(
              -30, 0, [](auto x) { return kernels::exp_minus_one_of_negative(x); },
              [](long double x) { return std::expm1(x); }) < 1.2);
    CHECK(worst<T>(
              -80, 80, [](auto x) { return kernels::sigmoid(x); },
              [](long double x) { return 1 / (1 + std::exp(-x)); }) < 2.5);
    CHECK(worst<T>(
              -12, 12, [](auto x) { return kernels::tanh(x); },
              [](long double x) { return std::tanh(x); }) < 2.6);
    CHECK(worst<T>(
              1e-30, 4, [](auto x) { return kernels::log(x); },
              [](long double x) { return std::log(x); }) < 2);
    CHECK(worst<T>(
              1e-30, 1e30, [](auto x) { return kernels::log(x); },
              [](long double x) { return std::log(x); }) < 1);
    CHECK(worst<T>(
              0, 1, [](auto x) { return kernels::log_one_plus(x); },
              [](long double x) { return std::log1p(x); }) < 2.5);
    CHECK(worst<T>(
              -7, 7, [](auto x) { return kernels::erf(x); },
              [](long double x) { return std::erf(x); }) < 2.5);
}

TEST_CASE_TEMPLATE("special values", T, float, double) {
    using one = simd::vec<T, 1>;
    constexpr T infinity = std::numeric_limits<T>::infinity(),
                nan = std::numeric_limits<T>::quiet_NaN();
    CHECK(kernels::exp(one{0}).value == 1);
    CHECK(kernels::exp(one{infinity}).value == infinity);
    CHECK(kernels::exp(one{-infinity}).value == 0);
    CHECK(std::isnan(kernels::exp(one{nan}).value));
    // A subnormal result, 2^-140 or 2^-1060.
    const T small = sizeof(T) == 4 ? T(-97) : T(-734.7);
    CHECK(units_apart(kernels::exp(one{small}).value, std::exp(static_cast<long double>(small))) <=
          1);
    CHECK(kernels::sigmoid(one{infinity}).value == 1);
    CHECK(kernels::sigmoid(one{-infinity}).value == 0);
    CHECK(std::isnan(kernels::sigmoid(one{nan}).value));
    CHECK(kernels::tanh(one{infinity}).value == 1);
    CHECK(kernels::tanh(one{-infinity}).value == -1);
    CHECK(kernels::tanh(one{0}).value == 0);
    CHECK(std::isnan(kernels::tanh(one{nan}).value));
    CHECK(kernels::log(one{infinity}).value == infinity);
    CHECK(kernels::log(one{0}).value == -infinity);
    CHECK(std::isnan(kernels::log(one{-1}).value));
    CHECK(std::isnan(kernels::log(one{nan}).value));
    CHECK(kernels::erf(one{infinity}).value == 1);
    CHECK(std::isnan(kernels::erf(one{nan}).value));
    CHECK(simd::square_root(T(2)) == std::sqrt(T(2)));
}

// Random bits; every other number near 1, so that sums cancel.
template <class T> T draw_bits(std::mt19937_64& engine, bool near_one) {
    using bits = simd::bits_of<T>;
    if (near_one) return std::ldexp(static_cast<T>(engine() >> 40), -24) + T(0.5);
    return std::bit_cast<T>(static_cast<bits>(engine()));
}

TEST_CASE_TEMPLATE("fused multiply-add rounds once, as do its stand-ins", T, float, double) {
    std::mt19937_64 engine{2};
    int differences = 0;
    const auto differs = [](T found, T expected) {
        return !(found == expected || (std::isnan(found) && std::isnan(expected)));
    };
    for (int i = 0; i < 300'000; ++i) {
        const bool near_one = i % 2 == 0;
        const T a = draw_bits<T>(engine, near_one), b = draw_bits<T>(engine, near_one);
        const T c = i % 3 == 0 ? -(a * b) : draw_bits<T>(engine, near_one);
        const T expected = std::fma(a, b, c);
        differences += differs(simd::fused(a, b, c), expected);
        if constexpr (sizeof(T) == 4) {
            differences += differs(simd::detail::fused_by_double(a, b, c), expected);
        } else {
            differences += differs(simd::detail::fused_by_integers(a, b, c), expected);
        }
    }
    CHECK(differences == 0);
}

static_assert(simd::fused(1.0f + 0x1p-23f, 1.0f - 0x1p-23f, -1.0f) == -0x1p-46f);
static_assert(simd::fused(1.0 + 0x1p-52, 1.0 - 0x1p-52, -1.0) == -0x1p-104);
static_assert(simd::square_root(2.0) * simd::square_root(2.0) > 2.0);

}  // namespace
