// The transcendental functions of the library, each beside the same in a wider type, and how many
// units of the last place they may differ.
#pragma once

#include <ctnn/ctnn.hpp>

#include <cmath>
#include <limits>

// How far `found` is from `exact`, in units of the last place of `exact` as a T. Infinity counts as
// the number behind the largest.
template <class T, class Wide> double units_apart(T found, Wide exact) {
    using limits = std::numeric_limits<T>;
    const T nearest = static_cast<T>(exact), size = std::abs(nearest);
    if (found == nearest || (std::isnan(found) && std::isnan(exact))) return 0;
    const auto finite = [](Wide x) {
        return std::isinf(x) ? std::copysign(std::ldexp(Wide(1), limits::max_exponent), x) : x;
    };
    const Wide unit =
        size < limits::max()
            ? static_cast<Wide>(std::nextafter(size, limits::infinity())) - static_cast<Wide>(size)
            : std::ldexp(Wide(1), limits::max_exponent - limits::digits);
    const auto units =
        static_cast<double>(std::abs((finite(static_cast<Wide>(found)) - finite(exact)) / unit));
    return std::isnan(units) ? std::numeric_limits<double>::infinity() : units;
}

// Calls visit(name, lowest, highest x, most units in float, in double, function, exact function).
template <class Visit> void for_each_function(Visit&& visit) {
    using namespace ctnn;
    constexpr double all = std::numeric_limits<double>::infinity();
    visit(
        "exp", -all, all, 1.1, 1.1, [](auto x) { return kernels::exp(x); },
        [](auto x) { return std::exp(x); });
    visit(
        "expm1, x <= 0", -all, 0., 1.2, 1.2,
        [](auto x) { return kernels::exp_minus_one_of_negative(x); },
        [](auto x) { return std::expm1(x); });
    visit(
        "log", 1.1754943508222875e-38, all, 2., 2., [](auto x) { return kernels::log(x); },
        [](auto x) { return std::log(x); });
    visit(
        "log1p, 0 <= x <= 1", 0., 1., 2.5, 2.5, [](auto x) { return kernels::log_one_plus(x); },
        [](auto x) { return std::log1p(x); });
    visit(
        "erf", -all, all, 2.8, 2.8, [](auto x) { return kernels::erf(x); },
        [](auto x) { return std::erf(x); });
    visit(
        "sigmoid", -all, all, 2.6, 2.6, [](auto x) { return sigmoid::value(x); },
        [](auto x) { return 1 / (1 + std::exp(-x)); });
    visit(
        "tanh", -all, all, 2.6, 2.6, [](auto x) { return tanh_activation::value(x); },
        [](auto x) { return std::tanh(x); });
    visit(
        "elu", -all, all, 1.2, 1.2, [](auto x) { return elu<>::value(x); },
        [](auto x) { return x > 0 ? x : std::expm1(x); });
    visit(
        "selu", -all, all, 2.8, 2.8, [](auto x) { return selu::value(x); },
        [](auto x) {
            using T = decltype(x);
            const T scale = T(1.0507009873554804934193349852946L);
            return scale * (x > 0 ? x : T(1.6732632423543772848170429916717L) * std::expm1(x));
        });
    visit(
        "silu", -87., all, 3.3, 3.3, [](auto x) { return silu::value(x); },
        [](auto x) { return x / (1 + std::exp(-x)); });
    visit(
        "gelu", -13., all, 8.1, 9., [](auto x) { return gelu::value(x); },
        [](auto x) {
            using T = decltype(x);
            return x / 2 * std::erfc(-x * T(0.70710678118654752440084436210485L));
        });
    visit(
        "softplus", -all, all, 3.4, 3.4, [](auto x) { return softplus::value(x); },
        [](auto x) { return std::fmax(x, 0) + std::log1p(std::exp(-std::abs(x))); });
}
