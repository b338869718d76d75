// Every channel of images gets mean 0 and variance 1, then a scale and a shift that are learned.
#pragma once

#include <ctnn/layers/batch_norm.hpp>

namespace ctnn {

namespace detail {

struct accepts_images {
    static constexpr bool rank(int axes) { return axes == 3; }
    static constexpr fault mistake(const shape& found) { return not_an_image(found); }
};

}  // namespace detail

// y = γ (x - μ) / √(σ² + eps) + β for every channel. PyTorch: nn.BatchNorm2d(C).
//
//     conv2d<64, kernel<3>, padding<1>, no_bias>, batch_norm2d, relu
//     batch_norm2d_with<bn_eps<1, 1000>, bn_momentum<1, 100>, no_affine>
//
// Training uses mean and variance of the batch and moves the running ones; prediction uses the
// running ones, and costs nothing behind a convolution, which takes the scale over into its
// weights. Shape: {C, H, W}, unchanged. Parameters: weight (γ) and bias (β) {C}, and the buffers
// running_mean, running_var {C} and num_batches_tracked. Source: Ioffe & Szegedy, "Batch
// normalization", 2015.
struct batch_norm2d : detail::batch_norm<detail::accepts_images> {};

// The same with options.
template <class... Options>
struct batch_norm2d_with : detail::batch_norm<detail::accepts_images, Options...> {};

}  // namespace ctnn
