// The largest number of each of so many windows of an image.
#pragma once

#include <ctnn/layers/max_pooling.hpp>

namespace ctnn {

// y[c, i, j] = max of x[c] over the rows from floor(i H/h) to before ceil((i + 1) H/h) and the
// columns from floor(j W/w) to before ceil((j + 1) W/w). PyTorch: nn.AdaptiveMaxPool2d((h, w)).
//
//     adaptive_max_pool2d<6>          6x6 windows
//     adaptive_max_pool2d<2, 3>       2 rows of 3
//
// Shape: {C, H, W} -> {C, h, w}, h and w of any size. Windows overlap where they do not divide the
// image. The gradient goes to the first of equal elements in row-major order.
template <int... Sizes>
struct adaptive_max_pool2d : detail::max_pooling<detail::adaptive_windows<2, Sizes...>> {};

}  // namespace ctnn
