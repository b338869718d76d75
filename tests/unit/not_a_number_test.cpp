// A number that is none is never swallowed: what depends on it is none, nothing else changes.
// PyTorch does the same.
#include <ctnn/ctnn.hpp>

#include "network_functions.hpp"
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

template <class T> numbers<T> ramp(std::ptrdiff_t size) {
    numbers<T> result(static_cast<std::size_t>(size));
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = static_cast<T>(static_cast<int>(i * 7 % 13) - 6);
    return result;
}

// Each element in turn is no number: so is every output whose window a huge element there decides.
template <class Net, class T, simd::target Machine> void check_pool() {
    INFO(std::string{spelling<Net>.view()}, " in ", sizeof(T), " bytes, ", Machine.vector_bits,
         " bits");
    using functions = functions_of<Net, T, Machine, 1>;
    const T huge = 100, none = std::numeric_limits<T>::quiet_NaN();
    const numbers<T> x = ramp<T>(Net::input_shape.size());
    numbers<T> dy(static_cast<std::size_t>(Net::output_shape.size()));
    std::ranges::fill(dy, T(1));
    for (std::size_t i = 0; i < x.size(); ++i) {
        auto with_huge = x, with_none = x;
        with_huge[i] = huge;
        with_none[i] = none;
        const auto expected = functions::train({}, with_huge, dy);
        const auto found = functions::train({}, with_none, dy);
        const auto predicted = functions::predict({}, with_none);
        for (std::size_t o = 0; o < dy.size(); ++o) {
            CHECK(std::isnan(found.y[o]) == (expected.y[o] == huge));
            CHECK((std::isnan(found.y[o]) || found.y[o] == expected.y[o]));
            CHECK(std::isnan(predicted[o]) == std::isnan(found.y[o]));
        }
        CHECK(found.dx == expected.dx);
    }
}

// Infinities of both signs, zeros and numbers whose product is too large meet in every window: the
// definition of a maximum tells what comes out.
template <int Channels, int Height, int Width, class T, simd::target Machine>
void check_infinities() {
    INFO(Channels, " channels, ", sizeof(T), " bytes, ", Machine.vector_bits, " bits");
    using net = network<input<Channels, Height, Width>, max_pool2d<kernel<3>, stride<2>>>;
    constexpr T infinity = std::numeric_limits<T>::infinity();
    constexpr T most = std::numeric_limits<T>::max();
    constexpr T values[]{0, -infinity, most, 1, infinity, -most, -1};
    for (std::size_t first = 0; first < 7; ++first) {
        numbers<T> x(static_cast<std::size_t>(net::input_shape.size()));
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = values[(i * i + i / 3 + first) % 7];
        const auto y = functions_of<net, T, Machine, 1>::predict({}, x);
        auto at = y.begin();
        for (int channel = 0; channel < Channels; ++channel)
            for (int row = 0; row + 3 <= Height; row += 2)
                for (int column = 0; column + 3 <= Width; column += 2) {
                    T largest = -infinity;
                    for (int i = 0; i < 9; ++i)
                        largest = std::max(
                            largest,
                            x[static_cast<std::size_t>((channel * Height + row + i / 3) * Width +
                                                       column + i % 3)]);
                    CHECK(*at++ == largest);
                }
    }
}

template <class Net, simd::target Machine> void check_activation() {
    INFO(std::string{spelling<Net>.view()}, ", ", Machine.vector_bits, " bits");
    using functions = functions_of<Net, float, Machine, 1>;
    const numbers<float> x = ramp<float>(Net::input_shape.size());
    const numbers<float> y = functions::predict({}, x);
    for (std::size_t i = 0; i < x.size(); ++i) {
        auto with_none = x;
        with_none[i] = std::numeric_limits<float>::quiet_NaN();
        const auto found = functions::predict({}, with_none);
        for (std::size_t o = 0; o < y.size(); ++o) {
            CHECK(std::isnan(found[o]) == (o == i));
            CHECK((o == i || found[o] == y[o]));
        }
    }
}

template <class... Layers> void check_activations() {
    (check_activation<network<input<19>, Layers>, simd::native>(), ...);
    (check_activation<network<input<19>, Layers>, simd::scalar>(), ...);
}

}  // namespace

TEST_CASE("a max pool passes on what is no number") {
    using halves = network<input<3, 4, 4>, max_pool2d<kernel<2>>>;
    using overlapping = network<input<17, 5, 5>, max_pool2d<kernel<3>, stride<2>, padding<1>>>;
    // Windows side by side, whose columns are compared once for all.
    using neighbours = network<input<19, 5, 16>, max_pool2d<kernel<3>, stride<2>, round_down>>;
    using lying = network<input<16, 2, 9>, max_pool2d<kernel<1, 3>, stride<1>>>;
    using clipped = network<input<8, 3, 8>, max_pool2d<kernel<2>, stride<1>, padding<1>>>;
    using sequence = network<input<5, 7>, max_pool1d<kernel<3>, stride<1>>>;
    using whole = network<input<10, 3, 2>, global_max_pool2d>;
    using adaptive = network<input<6, 5, 4>, adaptive_max_pool2d<2, 3>>;
    check_pool<halves, float, simd::native>();
    check_pool<halves, double, simd::scalar>();
    check_pool<overlapping, float, simd::native>();
    check_pool<overlapping, double, simd::native>();
    check_pool<neighbours, float, simd::native>();
    check_pool<neighbours, double, simd::native>();
    check_pool<lying, float, simd::native>();
    check_pool<clipped, float, simd::native>();
    check_pool<clipped, float, simd::scalar>();
    check_pool<sequence, float, simd::native>();
    check_pool<sequence, float, simd::scalar>();
    check_pool<whole, double, simd::native>();
    check_pool<adaptive, float, simd::native>();
}

TEST_CASE("a max pool compares infinities as it does numbers") {
    check_infinities<16, 7, 15, float, simd::native>();
    check_infinities<21, 7, 15, float, simd::native>();
    check_infinities<8, 5, 13, double, simd::native>();
    check_infinities<5, 5, 13, float, simd::scalar>();
}

TEST_CASE("an activation passes on what is no number") {
    check_activations<relu, relu6, leaky_relu<>, elu<>, selu, sigmoid, hard_sigmoid,
                      tanh_activation, silu, hard_swish, gelu, softplus, softsign>();
}
