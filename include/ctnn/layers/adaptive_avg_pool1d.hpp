// The mean of each of so many windows of a sequence.
#pragma once

#include <ctnn/layers/average_pooling.hpp>

namespace ctnn {

// y[c, i] = mean of x[c] from floor(i L/n) to before ceil((i + 1) L/n). PyTorch:
// nn.AdaptiveAvgPool1d(n).
//
//     adaptive_avg_pool1d<4>
//
// Shape: {C, L} -> {C, n}, n of any size.
template <int... Size>
struct adaptive_avg_pool1d : detail::average_pooling<detail::adaptive_windows<1, Size...>> {};

}  // namespace ctnn
