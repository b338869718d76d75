// No convolution or linear layer reads or writes outside its tensors.
#include "canary.hpp"

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

TEST_CASE("conv2d stays within its tensors") {
    check_on_images<conv2d<6, kernel<3>, padding<1>>>();
    check_canaries<conv2d<17, kernel<2, 3>, stride<2, 1>, padding<0, 2, 1, 0>, round_up>,  //
                   input<3, 3, 5>, input<33, 4, 4>, input<10, 4, 3>, input<5, 5, 2>>();
    check_canaries<conv2d<33, kernel<1>, no_bias>, input<5, 4, 4>, input<17, 3, 2>>();
}

TEST_CASE("conv2d in groups stays within its tensors") {
    check_canaries<conv2d<6, kernel<2>, dilation<2>, groups<3>, padding<1>>,  //
                   input<33, 3, 4>, input<15, 4, 3>, input<3, 3, 3>, input<6, 4, 4>>();
    check_canaries<conv2d<34, kernel<3>, padding_same, groups<17>>,  //
                   input<17, 3, 2>, input<34, 2, 3>, input<17, 1, 4>, input<17, 4, 2>>();
}

// Some filters see a channel alone, no two the same.
struct some_of_three {
    static constexpr bool connected[4][3] = {{1, 0, 0}, {0, 1, 1}, {1, 1, 1}, {0, 0, 1}};
};

TEST_CASE("conv2d with connections stays within its tensors") {
    check_canaries<conv2d<4, kernel<2, 3>, stride<2, 1>, padding<1>, connections<some_of_three>,
                          round_down>,  //
                   input<3, 3, 5>, input<3, 4, 4>, input<3, 4, 3>, input<3, 5, 2>>();
}

TEST_CASE("conv1d stays within its tensors") {
    check_canaries<conv1d<10, kernel<3>, stride<2>, padding<1>, round_down>,  //
                   input<3, 7>, input<17, 6>, input<33, 5>, input<6, 8>>();
}

TEST_CASE("linear stays within its tensors") {
    check_on_vectors<linear<10>>();
    check_canaries<linear<33, no_bias>, input<17>, input<6>, input<33>, input<1>>();
    check_canaries<linear<3>, input<400>, input<130>>();
}

TEST_CASE("rbf stays within its tensors") {
    check_on_vectors<rbf<10>>();
    check_canaries<rbf<33>, input<17>, input<6>, input<33>, input<1>>();
}

}  // namespace
