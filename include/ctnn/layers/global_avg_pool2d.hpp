// The mean of every channel of an image.
#pragma once

#include <ctnn/layers/adaptive_avg_pool2d.hpp>

namespace ctnn {

// y[c, 0, 0] = mean of x[c]. PyTorch: nn.AdaptiveAvgPool2d(1).
//
//     conv2d<512, kernel<3>, padding<1>>, relu, global_avg_pool2d, flatten, linear<1000>
//
// Shape: {C, H, W} -> {C, 1, 1}. Source: Lin et al., "Network in network", 2013.
struct global_avg_pool2d : adaptive_avg_pool2d<1> {};

}  // namespace ctnn
