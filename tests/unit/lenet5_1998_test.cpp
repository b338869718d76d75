// The layers and the loss of the 1998 LeNet-5, and the network whole.
#define GOLDEN_FILE "lenet5_1998.safetensors"
#include <ctnn/models/lenet5_1998.hpp>

#include "golden_test_support.hpp"
#include <cmath>
#include <limits>
#include <memory>

#include <doctest/doctest.h>

namespace {

#include "../golden/connection_tables.inc"

}  // namespace

TEST_SUITE("golden layers of the 1998 LeNet-5") {
#include "../golden/lenet5_1998.inc"
}

using namespace ctnn;

TEST_CASE("a number reaches no filter that is not connected to it") {
    using net = network<input<3, 4, 4>, conv2d<3, kernel<3>, connections<pairs>>>;
    parameters<net> weights;
    initialise(weights, 1);
    tensor<3, 4, 4> image;
    for (std::size_t i = 0; i < image.size(); ++i) image[i] = static_cast<float>(i % 7) - 3;
    const auto before = predictor<net>{weights}(image);
    image(0, 1, 1) += 1;  // seen by filters 0 and 2
    const auto after = predictor<net>{weights}(image);
    CHECK(before(0, 0, 0) != after(0, 0, 0));
    CHECK(before(2, 0, 0) != after(2, 0, 0));
    for (int pixel = 0; pixel < 4; ++pixel)
        CHECK(before(1, pixel / 2, pixel % 2) == after(1, pixel / 2, pixel % 2));

    // Without vectors there is no code for it at all: not even what is not a number gets through.
    image(0, 1, 1) = std::numeric_limits<float>::quiet_NaN();
    const auto scalar = predictor<net, float, simd::scalar>{weights}(image);
    CHECK(std::isnan(scalar(0, 0, 0)));
    CHECK(std::isnan(scalar(2, 0, 0)));
    for (int pixel = 0; pixel < 4; ++pixel)
        CHECK(scalar(1, pixel / 2, pixel % 2) == before(1, pixel / 2, pixel % 2));
}
