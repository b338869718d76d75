// Filters that are constants, against SciPy's correlation in double precision.
#include <ctnn/filters/filter.hpp>
#include <ctnn/filters/kernels.hpp>

#include "golden_file.hpp"
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ctnn;

namespace {

// A picture in memory of its own: what is read or written beside it is an error of the sanitizers.
template <class T> struct picture {
    int height, width;
    std::vector<T> pixels;

    picture(int rows, int columns) : height{rows}, width{columns} {
        pixels.resize(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns),
                      std::numeric_limits<T>::quiet_NaN());
    }
    plane<const T> view() const { return {pixels.data(), height, width}; }
    plane<T> view() { return {pixels.data(), height, width}; }
};

template <auto Kernel, class T, simd::target Machine> picture<T> filtered(const picture<T>& x) {
    picture<T> y{x.height, x.width};
    filter<Kernel, T, Machine>::apply(x.view(), y.view());
    return y;
}

// Within the error that the filter states, on a target and without vectors with the same bits.
template <auto Kernel, class T> void check_filter(const std::string& name, int height, int width) {
    const std::string size = " " + std::to_string(height) + " " + std::to_string(width);
    const auto given = golden_numbers("filters.safetensors", "x" + size);
    const auto exact = golden_numbers("filters.safetensors", name + size);
    picture<T> x{height, width};
    std::ranges::transform(given, x.pixels.begin(), [](double pixel) { return T(pixel); });

    double taps = 0;
    for (const auto tap : Kernel) taps += std::abs(static_cast<double>(tap));
    // The kernel is one of floats, and so is the precision to which its taps are taken for equal.
    const double unit = std::ldexp(1, -24);
    const double bound = filter<Kernel, T>::roundings * unit * taps * 255;

    const auto y = filtered<Kernel, T, simd::native>(x);
    double worst = 0;
    for (std::size_t i = 0; i < exact.size(); ++i) {
        const double error = std::abs(static_cast<double>(y.pixels[i]) - exact[i]);
        worst = error <= worst ? worst : error;  // also if it is not a number
    }
    INFO(name, size);
    CHECK(worst <= bound);
    CHECK(y.pixels == filtered<Kernel, T, simd::scalar>(x).pixels);
}

template <auto Kernel> void check_filter(const std::string& name) {
    for (const auto& [height, width] : {std::pair{1, 1}, std::pair{3, 5}, std::pair{21, 17},
                                        std::pair{3, 523}, std::pair{70, 7}}) {
        check_filter<Kernel, float>(name, height, width);
        check_filter<Kernel, double>(name, height, width);
    }
}

}  // namespace

#define FILTER(name, kernel) \
    TEST_CASE("SciPy agrees: filter " #name) { check_filter<kernel>(#name); }
#include "../golden/filters.inc"

TEST_CASE("a part of a picture is filtered where it lies") {
    // 5 x 6 pixels in the middle of 9 x 10, into the middle of 7 x 8.
    std::vector<float> from(9 * 10, 1000), to(7 * 8, -1);
    picture<float> alone{5, 6};
    for (std::size_t y = 0; y < 5; ++y)
        for (std::size_t x = 0; x < 6; ++x)
            from[(y + 2) * 10 + x + 2] = alone.pixels[y * 6 + x] =
                static_cast<float>(7 * y + x * x);
    const auto check = [&]<auto Kernel>() {
        filter<Kernel>::apply({&from[22], 5, 6, 10}, {&to[9], 5, 6, 8});
        const auto expected = filtered<Kernel, float, simd::native>(alone);
        for (std::size_t y = 0; y < 7; ++y)
            for (std::size_t x = 0; x < 8; ++x) {
                const bool inside = y >= 1 && y < 6 && x >= 1 && x < 7;
                CHECK(to[y * 8 + x] == (inside ? expected.pixels[(y - 1) * 6 + x - 1] : -1));
            }
    };
    check.operator()<filters::shift<1, 1>>();
    check.operator()<filters::laplacian>();
    check.operator()<filters::sobel_y>();
    check.operator()<filters::box_blur<5>>();
}
