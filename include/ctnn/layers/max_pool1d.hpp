// The largest number of every window of a sequence.
#pragma once

#include <ctnn/layers/max_pooling.hpp>

namespace ctnn {

// y[c, i] = max over m of x[c, i S + m D - P], padding as minus infinity. PyTorch: nn.MaxPool1d.
//
//     max_pool1d<kernel<3>, stride<2>, padding<1, 0>>        one element of padding in front
//
// Shape: {C, L} -> {C, (L - F + 2P)/S + 1} with F = D (kernel - 1) + 1. Options as max_pool2d's,
// with one number each; padding has one (both ends) or two (before, behind).
template <class... Options>
struct max_pool1d
    : detail::max_pooling<detail::sliding_windows<1, option_kind::dilation, Options...>> {};

}  // namespace ctnn
