// The largest number of every channel of an image.
#pragma once

#include <ctnn/layers/adaptive_max_pool2d.hpp>

namespace ctnn {

// y[c, 0, 0] = max of x[c]. PyTorch: nn.AdaptiveMaxPool2d(1).
//
// Shape: {C, H, W} -> {C, 1, 1}. The gradient goes to the first of equal elements in row-major
// order.
struct global_max_pool2d : adaptive_max_pool2d<1> {};

}  // namespace ctnn
