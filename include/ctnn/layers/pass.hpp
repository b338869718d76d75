// What a layer is handed when the network runs: where its numbers lie (types) and begin (pointers).
#pragma once

#include <ctnn/model/graph.hpp>
#include <ctnn/plan/layout.hpp>
#include <ctnn/simd/fused.hpp>
#include <ctnn/simd/target.hpp>

#include <cstddef>
#include <cstdint>

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
    bool training = false;
    bool scaled = false;   // takes over the scale of the layer behind it
    bool adds = false;     // and a sum: adds its second input to its output
    int rows_at_once = 0;  // of its output, or 0 for all

    constexpr int rows_made() const { return rows_at_once > 0 ? rows_at_once : out.image.height; }
    friend constexpr bool operator==(const forward_form&, const forward_form&) = default;
};

// What only training knows. Of the `samples` that a layer works on the first `count` exist; the
// others are zeros that must not count.
template <class T> struct training_pass {
    int count = 0;
    std::uint64_t first_sample = 0;  // its number since training began
    std::uint64_t seed = 0;          // of the model and the layer
    T* state = nullptr;              // of a layer that needs the whole batch: shared by all shares
    T* partial = nullptr;            // and this share's part of it
};

// Activations point at the first number of pixel (0, 0) of the first sample.
template <class T> struct forward_pass {
    const T* in[node::most_inputs] = {};
    T* out = nullptr;
    const T* weights = nullptr;  // as the layer packed them
    int row = 0;                 // the first to make, where it does not make all rows at once
    training_pass<T> training;
};

struct backward_form {
    forward_form forward;
    tensor_form in_gradient[node::most_inputs];
    tensor_form out_gradient;
    bool wants_in_gradient = true;
    bool adds_to_in_gradient = false;  // another reader of the same value has left its share there
    bool wants_second_gradient = false;  // the same of a second input
    bool adds_to_second_gradient = false;
    bool adds_to_gradient = false;  // earlier samples of the same share of the batch have

    constexpr bool wants_gradient_of(int input) const {
        return input == 0 ? wants_in_gradient : wants_second_gradient;
    }
    constexpr bool adds_to_gradient_of(int input) const {
        return input == 0 ? adds_to_in_gradient : adds_to_second_gradient;
    }
    friend constexpr bool operator==(const backward_form&, const backward_form&) = default;
};

template <class T> struct backward_pass {
    const T* in[node::most_inputs] = {};
    const T* out = nullptr;
    const T* out_gradient = nullptr;
    T* in_gradient[node::most_inputs] = {};
    const T* weights = nullptr;          // as the layer packed them for the way back
    const T* forward_weights = nullptr;  // and for the way there
    training_pass<T> training;
    T* gradient = nullptr;  // of the parameters, in the order the layer's kernels like
};

// Runs body(sample) for layers whose kernels work on one sample.
template <int Samples, class Body> constexpr void for_each_sample(Body&& body) {
    for (std::ptrdiff_t sample = 0; sample < Samples; ++sample) body(sample);
}

namespace detail {

// The bias of a layer that has taken over the scale of the one behind it; either may be missing.
template <class T>
constexpr T scaled_bias(const T* bias, int channel, const T* scale, const T* shift) {
    const T own = bias ? bias[channel] : T(0);
    return scale ? simd::fused(own, scale[channel], shift[channel]) : own;
}

}  // namespace detail

}  // namespace ctnn
