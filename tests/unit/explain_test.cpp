// What is told of a network's kernels is what they do, and a tile of the user's own changes no
// result.
#include <ctnn/ctnn.hpp>
#include <ctnn/io/explain.hpp>

#include "network_functions.hpp"
#include <cstddef>
#include <string>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

using small = network<input<6, 9, 9>, conv2d<20, kernel<3>>, relu, conv2d<8, kernel<2>, groups<4>>,
                      flatten, linear<33>>;
// Of equal numbers but another type.
using by_hand = network<input<6, 9, 9>, conv2d<20, kernel<3, 3>, dilation<1>>, relu,
                        conv2d<8, kernel<2>, groups<4>>, flatten, linear<33>>;

constexpr simd::target machine = simd::native.vector_bits == 512
                                     ? simd::target{.vector_bits = 512, .registers = 31}
                                     : simd::native;

}  // namespace

// For this target alone, which nothing else here uses where there is a choice.
template <>
inline constexpr kernels::tile
    ctnn::kernels::best_tile<double, machine, ctnn::problem_of<by_hand, 0, double, machine>> = {
        .lanes = simd::fewest_lanes<double>(machine), .vectors = 3, .rows = 2, .columns = 3};

TEST_CASE("every layer is told of, with its own multiply-adds") {
    constexpr auto layers = explanation<small>;
    static_assert(layers.size() == 5);
    static_assert(layers[0].count == 1);
    static_assert(layers[0].problem.channels == 20 && layers[0].problem.sum_count() == 54);
    static_assert(layers[1].count == 0 && layers[1].spelling == "relu");
    static_assert(layers[2].count == 4 && layers[2].problem.channels == 2);
    static_assert(layers[4].problem.sum_count() == 288 && layers[4].problem.channels == 33);
    static_assert(layers[4].output == shape{33} && layers[4].path == "4");
    for (const auto& each : layers) {
        if (each.count == 0) continue;
        CHECK(each.cycles >= each.least_cycles);
        CHECK(each.waste() >= 0);
        CHECK(each.waste() < 1);
    }
}

TEST_CASE("the table has a line for every layer") {
    const std::string text = io::explain<small, float, simd::scalar>();
    CHECK(text.find("0    conv2d<20, kernel<3>> ") != std::string::npos);
    CHECK(text.find("20x7x7") != std::string::npos);
    CHECK(text.find("4    linear<33> ") != std::string::npos);
    CHECK(std::ranges::count(text, '\n') == 6);
}

TEST_CASE("a tile of the user's own is used, and gives the same bits") {
    constexpr kernels::tile own = explanation<by_hand, double, machine>[0].tile;
    static_assert(own.vectors == 3 && own.rows == 2 && own.columns == 3);

    numbers<double> p(parameters<small, double>::size()), x(small::input_shape.size());
    for (std::size_t i = 0; i < p.size(); ++i) p[i] = static_cast<double>(i * 7 % 23) / 9 - 1;
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<double>(i * 5 % 19) / 7 - 1;
    const auto chosen = functions_of<small, double, simd::scalar, 1>::predict(p, x);
    const auto found = functions_of<by_hand, double, machine, 1>::predict(p, x);
    CHECK(found == chosen);
}
