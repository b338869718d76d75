// The mean of every window of an image.
#pragma once

#include <ctnn/layers/average_pooling.hpp>

namespace ctnn {

// y[c, i, j] = mean over m, n of x[c, i S + m - P, j S + n - P], padding as zeros. PyTorch:
// nn.AvgPool2d.
//
//     avg_pool2d<kernel<2>>
//     avg_pool2d<kernel<3>, stride<2>, padding<1>, padding_not_counted>
//
// Shape: {C, H, W} -> {C, (H - F + 2P)/S + 1, (W - F + 2P)/S + 1}, each a whole number unless
// round_down or round_up says how to round. Options: kernel (required), stride (defaults to the
// kernel), padding (at most half the kernel) or padding_same, padding_not_counted, round_down,
// round_up. The mean divides by the window's size, its elements in the declared padding included,
// or by the elements alone (padding_not_counted); what round_up adds behind the padding never
// counts, as in PyTorch.
template <class... Options>
struct avg_pool2d : detail::average_pooling<
                        detail::sliding_windows<2, option_kind::padding_not_counted, Options...>> {
};

}  // namespace ctnn
