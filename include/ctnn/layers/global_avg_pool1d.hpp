// The mean of every channel of a sequence.
#pragma once

#include <ctnn/layers/adaptive_avg_pool1d.hpp>

namespace ctnn {

// y[c, 0] = mean of x[c]. PyTorch: nn.AdaptiveAvgPool1d(1).
//
// Shape: {C, L} -> {C, 1}.
struct global_avg_pool1d : adaptive_avg_pool1d<1> {};

}  // namespace ctnn
