// A network as plain values: what other libraries are told of it.
#pragma once

#include <ctnn/base/shape.hpp>
#include <ctnn/base/window.hpp>

#include <cstddef>
#include <vector>

namespace ctnn::bench {

enum class operation_kind {
    convolution,
    linear,
    max_pool,
    global_avg_pool,
    local_response_norm,
    concat,
    softmax,
};

struct operation {
    operation_kind kind{};
    std::vector<int> inputs{};
    int output = 0;
    window vertical{}, horizontal{};  // with the padding that is touched
    int groups = 1;
    std::vector<float> weights{}, bias{};  // in PyTorch's order
    int addend = -1;                       // a value that is added before the ReLU, if any
    bool relu = false;
    int size = 0;  // of a local response norm
    float alpha = 0, beta = 0, k = 0;
};

// Values are numbered; 0 is the input, the last operation makes the output. A linear layer that
// reads an image reads it in PyTorch's order.
struct plain_network {
    std::vector<shape> values;
    std::vector<operation> operations;

    const shape& value(int number) const { return values[static_cast<std::size_t>(number)]; }
    const shape& input_of(const operation& it) const { return value(it.inputs[0]); }
};

}  // namespace ctnn::bench
