// The convolution layer: an image in, an image of filter responses out.
#pragma once

#include <ctnn/layers/connected_convolution.hpp>
#include <ctnn/layers/convolution.hpp>

namespace ctnn {

namespace detail {

template <int Filters, class... Options>
using convolution_of_images =
    std::conditional_t<(is_connections<Options> || ...), connected_convolution<Filters, Options...>,
                       convolution<2, Filters, Options...>>;

}  // namespace detail

// y[o, i, j] = bias[o] + Σ over c, m, n of weight[o, c, m, n] · x[c, i S + m D - P, j S + n D - P],
// zeros outside x. PyTorch: nn.Conv2d(C, Filters, ...): a correlation, as there.
//
//     conv2d<6, kernel<5>, padding<2>>                       6 filters of 5x5
//     conv2d<64, kernel<10, 4>, stride<2>, no_bias>          kernels need not be square
//     conv2d<32, kernel<3>, padding_same, stride<2>>         as TensorFlow pads
//     conv2d<64, kernel<3>, padding<1>, groups<64>>          depthwise on 64 channels
//     conv2d<16, kernel<5>, connections<table>>              filters that see some channels alone
//
// Shape: {C, H, W} -> {Filters, (H - F + 2P)/S + 1, (W - F + 2P)/S + 1} with F = D (kernel - 1) +
// 1, each a whole number unless round_down or round_up says how to round. Options: kernel
// (required), stride, padding or padding_same, dilation, groups or connections, no_bias,
// flipped_kernel, round_down, round_up. Parameters: weight {Filters, C / groups, kernel height,
// kernel width}, with connections {connections, kernel height, kernel width}, filter by filter;
// bias {Filters}. Source: LeCun et al., "Gradient-based learning applied to document recognition",
// 1998.
template <int Filters, class... Options>
struct conv2d : detail::convolution_of_images<Filters, Options...> {};

}  // namespace ctnn
