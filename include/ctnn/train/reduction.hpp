// A sum of losses and their number in, the loss out.
#pragma once

#include <cstdint>

namespace ctnn {

// How a loss makes one number of many. PyTorch: 'mean' and 'sum'.
enum class reduction { mean, sum };

// PyTorch: the argument of nn.MSELoss, nn.CrossEntropyLoss, ...
struct loss_options {
    ctnn::reduction reduction = reduction::mean;
};

// What becomes of the sum over `count` terms; of 1, what a term's slope is multiplied by.
template <class T> constexpr T reduced(reduction how, T sum, std::int64_t count) {
    return how == reduction::mean ? sum / static_cast<T>(count) : sum;
}

}  // namespace ctnn
