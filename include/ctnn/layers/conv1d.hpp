// The convolution layer over time: a sequence in, a sequence of filter responses out.
#pragma once

#include <ctnn/layers/convolution.hpp>

namespace ctnn {

// y[o, i] = bias[o] + Σ over c, m of weight[o, c, m] · x[c, i S + m D - P], zeros outside x.
// PyTorch: nn.Conv1d(C, Filters, ...).
//
//     conv1d<16, kernel<5>, padding<4, 0>>        causal: all padding in front
//
// Shape: {C, L} -> {Filters, (L - F + 2P)/S + 1}. Options as conv2d's, with one number each;
// padding has one (both ends) or two (before, behind). Parameters: weight {Filters, C / groups,
// kernel}, bias {Filters}.
template <int Filters, class... Options>
struct conv1d : detail::convolution<1, Filters, Options...> {};

}  // namespace ctnn
