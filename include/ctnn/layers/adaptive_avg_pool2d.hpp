// The mean of each of so many windows of an image.
#pragma once

#include <ctnn/layers/average_pooling.hpp>

namespace ctnn {

// y[c, i, j] = mean of x[c] over the rows from floor(i H/h) to before ceil((i + 1) H/h) and the
// columns from floor(j W/w) to before ceil((j + 1) W/w). PyTorch: nn.AdaptiveAvgPool2d((h, w)).
//
//     adaptive_avg_pool2d<6>          6x6 windows, as before the linear layers of AlexNet
//     adaptive_avg_pool2d<2, 3>       2 rows of 3
//
// Shape: {C, H, W} -> {C, h, w}, h and w of any size. Windows overlap where they do not divide the
// image.
template <int... Sizes>
struct adaptive_avg_pool2d : detail::average_pooling<detail::adaptive_windows<2, Sizes...>> {};

}  // namespace ctnn
