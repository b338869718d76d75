// No layer that pools or moves images reads or writes outside its tensors.
#include "canary.hpp"

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

TEST_CASE("max pools stay within their tensors") {
    check_on_images<max_pool2d<kernel<3>, stride<2>, padding<1>, round_up>>();
    check_canaries<max_pool2d<kernel<2>, stride<1>, dilation<2>, padding<1>>,  //
                   input<3, 4, 4>, input<33, 3, 5>, input<6, 5, 4>, input<10, 3, 3>>();
    check_canaries<adaptive_max_pool2d<2, 3>, input<5, 3, 4>, input<17, 4, 5>, input<1, 5, 5>>();
    check_canaries<global_max_pool2d, input<10, 2, 3>, input<33, 3, 2>, input<3, 3, 3>>();
    check_canaries<max_pool1d<kernel<2>, round_down>, input<17, 5>, input<6, 4>, input<3, 7>>();
    check_canaries<adaptive_max_pool1d<3>, input<10, 5>, input<5, 4>>();
    check_canaries<global_max_pool1d, input<33, 5>, input<1, 4>>();
}

TEST_CASE("average pools stay within their tensors") {
    check_on_images<avg_pool2d<kernel<3>, stride<2>, padding<1>, round_up>>();
    check_canaries<avg_pool2d<kernel<2>, stride<1>, padding<1>, padding_not_counted>,  //
                   input<3, 4, 4>, input<33, 3, 5>, input<6, 5, 4>, input<10, 3, 3>>();
    check_canaries<adaptive_avg_pool2d<3, 2>, input<5, 4, 3>, input<17, 5, 4>, input<1, 5, 5>>();
    check_canaries<global_avg_pool2d, input<10, 2, 3>, input<33, 3, 2>, input<3, 3, 3>>();
    check_canaries<avg_pool1d<kernel<2>, round_down>, input<17, 5>, input<6, 4>, input<3, 7>>();
    check_canaries<adaptive_avg_pool1d<3>, input<10, 5>, input<5, 4>>();
    check_canaries<global_avg_pool1d, input<33, 5>, input<1, 4>>();
}

TEST_CASE("sub-sampling stays within its tensors") {
    check_canaries<subsample2d<kernel<2>>,  //
                   input<17, 4, 6>, input<6, 4, 4>, input<1, 6, 4>, input<10, 2, 2>,
                   input<33, 2, 4>>();
    check_canaries<subsample2d<kernel<3>, stride<2>, padding<1>, round_up>,  //
                   input<5, 4, 3>, input<17, 3, 5>, input<3, 5, 5>, input<33, 3, 4>>();
}

TEST_CASE("layers that move images stay within their tensors") {
    check_on_images<zero_pad2d<1, 0, 2, 1>>();
    check_on_images<crop2d<1, 0, 0, 2>>();
    check_on_images<upsample_nearest2d<2, 3>>();
    check_canaries<flatten, input<5, 2, 3>, input<17, 3, 1>, input<3, 4, 5>, input<1, 2, 2>>();
}

}  // namespace
