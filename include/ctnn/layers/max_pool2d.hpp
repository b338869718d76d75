// The largest number of every window of an image.
#pragma once

#include <ctnn/layers/max_pooling.hpp>

namespace ctnn {

// y[c, i, j] = max over m, n of x[c, i S + m D - P, j S + n D - P], padding as minus infinity.
// PyTorch: nn.MaxPool2d.
//
//     max_pool2d<kernel<2>>                              2x2, stride 2
//     max_pool2d<kernel<3>, stride<2>, padding<1>>       overlapping
//     max_pool2d<kernel<3>, stride<2>, padding_same>     as TensorFlow pads
//
// Shape: {C, H, W} -> {C, (H - F + 2P)/S + 1, (W - F + 2P)/S + 1} with F = D (kernel - 1) + 1, each
// a whole number unless round_down or round_up says how to round. Options: kernel (required),
// stride (defaults to the kernel), padding (at most F/2) or padding_same, dilation, round_down,
// round_up. The gradient goes to the first of equal elements in row-major order, as in PyTorch. A
// window that dilation leaves no element but padding is an error.
template <class... Options>
struct max_pool2d
    : detail::max_pooling<detail::sliding_windows<2, option_kind::dilation, Options...>> {};

}  // namespace ctnn
