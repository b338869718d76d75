// The mean of every window of a sequence.
#pragma once

#include <ctnn/layers/average_pooling.hpp>

namespace ctnn {

// y[c, i] = mean over m of x[c, i S + m - P], padding as zeros. PyTorch: nn.AvgPool1d.
//
//     avg_pool1d<kernel<3>, stride<1>, padding<1, 0>>
//
// Shape: {C, L} -> {C, (L - F + 2P)/S + 1}. Options as avg_pool2d's, with one number each; padding
// has one (both ends) or two (before, behind).
template <class... Options>
struct avg_pool1d : detail::average_pooling<
                        detail::sliding_windows<1, option_kind::padding_not_counted, Options...>> {
};

}  // namespace ctnn
