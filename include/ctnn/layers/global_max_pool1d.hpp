// The largest number of every channel of a sequence.
#pragma once

#include <ctnn/layers/adaptive_max_pool1d.hpp>

namespace ctnn {

// y[c, 0] = max of x[c]. PyTorch: nn.AdaptiveMaxPool1d(1).
//
// Shape: {C, L} -> {C, 1}.
struct global_max_pool1d : adaptive_max_pool1d<1> {};

}  // namespace ctnn
