// The transcendental functions against the C library's in long double, and fused multiply-add.
#include <ctnn/simd/square_root.hpp>

#include "functions.hpp"
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

// The largest error over a fixed sample: bits of all kinds, and numbers of everyday sizes.
template <class T, class Function, class Exact>
double worst(double low, double high, Function function, Exact exact) {
    constexpr int lanes = simd::native.most_lanes<T>(), samples = 1 << 18;
    std::mt19937_64 engine{1};
    std::uniform_real_distribution<double> draw{-1, 1};
    double result = 0;
    for (int i = 0; i < samples; i += lanes) {
        T x[lanes], y[lanes];
        for (int j = 0; j < lanes; ++j) {
            x[j] = j % 2 == 0 ? std::bit_cast<T>(static_cast<simd::bits_of<T>>(engine()))
                              : static_cast<T>(
                                    std::ldexp(draw(engine), static_cast<int>(engine() % 20) - 12));
            if (!(x[j] >= low && x[j] <= high)) x[j] = 1;
        }
        function(simd::vec<T, lanes>::load(x)).store(y);
        for (int j = 0; j < lanes; ++j)
            result = std::max(result, units_apart(y[j], exact(static_cast<long double>(x[j]))));
    }
    return result;
}

TEST_CASE_TEMPLATE("functions are as exact as they state", T, float, double) {
    for_each_function([](const char* name, double low, double high, double in_float,
                         double in_double, auto function, auto exact) {
        INFO(name);
        CHECK(worst<T>(low, high, function, exact) < (sizeof(T) == 4 ? in_float : in_double));
    });
}

// FNV-1a over the bits of all functions' results for a fixed sample, computed Lanes at a time.
template <class T, int Lanes> std::uint64_t hash_of_results() {
    std::uint64_t result = 0xcbf29ce484222325;
    for_each_function([&](const char*, double, double, double, double, auto function, auto) {
        std::mt19937_64 engine{3};
        for (int i = 0; i < 1 << 14; i += Lanes) {
            T x[Lanes], y[Lanes];
            for (T& each : x) {
                const auto mantissa = static_cast<T>(static_cast<int>(engine() >> 40) - (1 << 23));
                each = std::ldexp(mantissa, static_cast<int>(engine() % 20) - 35);
            }
            function(simd::vec<T, Lanes>::load(x)).store(y);
            for (const T each : y)
                if (!std::isnan(each))
                    result = (result ^ std::bit_cast<simd::bits_of<T>>(each)) * 0x100000001b3;
        }
    });
    return result;
}

TEST_CASE("functions give the same bits on every target, by every compiler") {
    CHECK(hash_of_results<float, 1>() == 9249725957288456101u);
    CHECK(hash_of_results<float, simd::native.most_lanes<float>()>() == 9249725957288456101u);
    CHECK(hash_of_results<double, 1>() == 12953989247952356116u);
    CHECK(hash_of_results<double, simd::native.most_lanes<double>()>() == 12953989247952356116u);
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
