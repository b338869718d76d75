// The largest number of each of so many windows of a sequence.
#pragma once

#include <ctnn/layers/max_pooling.hpp>

namespace ctnn {

// y[c, i] = max of x[c] from floor(i L/n) to before ceil((i + 1) L/n). PyTorch:
// nn.AdaptiveMaxPool1d(n).
//
//     adaptive_max_pool1d<4>
//
// Shape: {C, L} -> {C, n}, n of any size.
template <int... Size>
struct adaptive_max_pool1d : detail::max_pooling<detail::adaptive_windows<1, Size...>> {};

}  // namespace ctnn
