// The network of examples 01 and 02: a grey picture of 28 x 28 in, a score for each of ten classes
// out.
#pragma once

#include <ctnn/ctnn.hpp>

namespace ctnn::examples {

// clang-format off
using lenet5 = network<
    input<1, 28, 28>,                                   // channels, height, width
    conv2d<6, kernel<5>, padding<2>>, relu, max_pool2d<kernel<2>>,
    conv2d<16, kernel<5>>,            relu, max_pool2d<kernel<2>>,
    flatten,
    linear<120>, relu, linear<84>, relu, linear<10>>;
// clang-format on

}  // namespace ctnn::examples
