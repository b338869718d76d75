// What a layer is handed when the network runs: where its numbers lie (types) and begin (pointers).
#pragma once

#include <ctnn/model/graph.hpp>
#include <ctnn/plan/layout.hpp>
#include <ctnn/simd/target.hpp>

#include <cstddef>

namespace ctnn {

// The form of one of a layer's tensors: its layout, and the distance from one sample of a batch to
// the next.
struct tensor_form {
    layout image;
    int sample_step = 0;
    friend constexpr bool operator==(const tensor_form&, const tensor_form&) = default;
};

// A layer at work on `samples` samples. Everything that is known at compile time, and nothing else,
// so that equal layers are one instantiation.
struct forward_form {
    tensor_form in[node::most_inputs];
    tensor_form out;
    int samples = 1;
    friend constexpr bool operator==(const forward_form&, const forward_form&) = default;
};

// Activations point at the first number of pixel (0, 0) of the first sample.
template <class T> struct forward_pass {
    const T* in[node::most_inputs] = {};
    T* out = nullptr;
    const T* weights = nullptr;  // as the layer packed them
};

struct backward_form {
    forward_form forward;
    tensor_form in_gradient[node::most_inputs];
    tensor_form out_gradient;
    bool wants_in_gradient = true;
    bool adds_to_in_gradient = false;  // another reader of the same value has left its share there
    bool adds_to_gradient = false;     // earlier samples of the same share of the batch have
    friend constexpr bool operator==(const backward_form&, const backward_form&) = default;
};

template <class T> struct backward_pass {
    const T* in[node::most_inputs] = {};
    const T* out = nullptr;
    const T* out_gradient = nullptr;
    T* in_gradient[node::most_inputs] = {};
    const T* weights = nullptr;  // as the layer packed them for the way back
    T* gradient = nullptr;       // of the parameters, in the order the layer's kernels like
};

// Runs body(sample) for layers whose kernels work on one sample.
template <int Samples, class Body> constexpr void for_each_sample(Body&& body) {
    for (std::ptrdiff_t sample = 0; sample < Samples; ++sample) body(sample);
}

}  // namespace ctnn
