// The network of LeCun et al., "Gradient-based learning applied to document recognition", 1998.
#pragma once

#include <ctnn/ctnn.hpp>

namespace ctnn::bench {

using lenet5 = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>>, relu,
                       max_pool2d<kernel<2>>, conv2d<16, kernel<5>>, relu, max_pool2d<kernel<2>>,
                       flatten, linear<120>, relu, linear<84>, relu, linear<10>>;

}  // namespace ctnn::bench
