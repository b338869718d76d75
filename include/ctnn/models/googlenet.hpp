// GoogLeNet: inception blocks, each of four branches. As published, and as torchvision has it.
#pragma once

#include <ctnn/layers/batch_norm2d.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/global_avg_pool2d.hpp>
#include <ctnn/layers/linear.hpp>
#include <ctnn/layers/local_response_norm.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <ctnn/layers/relu.hpp>
#include <ctnn/network.hpp>

namespace ctnn::models {

namespace detail {

template <int Channels, class... Options>
using googlenet_conv = sequential<conv2d<Channels, Options...>, relu>;

// The numbers of table 1: 1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool proj.
template <int A, int B0, int B, int C0, int C, int D>
using inception =
    concat<googlenet_conv<A, kernel<1>>,
           sequential<googlenet_conv<B0, kernel<1>>, googlenet_conv<B, kernel<3>, padding<1>>>,
           sequential<googlenet_conv<C0, kernel<1>>, googlenet_conv<C, kernel<5>, padding<2>>>,
           sequential<max_pool2d<kernel<3>, stride<1>, padding<1>>, googlenet_conv<D, kernel<1>>>>;

template <int Channels, class... Options>
using normalised_conv =
    sequential<conv2d<Channels, no_bias, Options...>, batch_norm2d_with<bn_eps<1, 1000>>, relu>;

// torchvision's third branch is 3x3, too.
template <int A, int B0, int B, int C0, int C, int D>
using normalised_inception =
    concat<normalised_conv<A, kernel<1>>,
           sequential<normalised_conv<B0, kernel<1>>, normalised_conv<B, kernel<3>, padding<1>>>,
           sequential<normalised_conv<C0, kernel<1>>, normalised_conv<C, kernel<3>, padding<1>>>,
           sequential<max_pool2d<kernel<3>, stride<1>, padding<1>>, normalised_conv<D, kernel<1>>>>;

using googlenet_pool = max_pool2d<kernel<3>, stride<2>, round_up>;

}  // namespace detail

// As published, without the auxiliary heads that only training used.
// Source: Szegedy et al., "Going deeper with convolutions", 2014, table 1.
using googlenet =
    network<input<3, 224, 224>,
            detail::googlenet_conv<64, kernel<7>, stride<2>, padding<3>, round_down>,  // 64x112x112
            detail::googlenet_pool, local_response_norm<5>,                            // 64x56x56
            detail::googlenet_conv<64, kernel<1>>,
            detail::googlenet_conv<192, kernel<3>, padding<1>>,                   // 192x56x56
            local_response_norm<5>, detail::googlenet_pool,                       // 192x28x28
            detail::inception<64, 96, 128, 16, 32, 32>,                           // 3a
            detail::inception<128, 128, 192, 32, 96, 64>,                         // 3b: 480x28x28
            detail::googlenet_pool, detail::inception<192, 96, 208, 16, 48, 64>,  // 4a
            detail::inception<160, 112, 224, 24, 64, 64>,
            detail::inception<128, 128, 256, 24, 64, 64>,
            detail::inception<112, 144, 288, 32, 64, 64>,
            detail::inception<256, 160, 320, 32, 128, 128>,  // 4e: 832x14x14
            detail::googlenet_pool, detail::inception<256, 160, 320, 32, 128, 128>,  // 5a
            detail::inception<384, 192, 384, 48, 128, 128>,                          // 5b: 1024x7x7
            global_avg_pool2d, flatten, dropout<2, 5>, linear<1000>>;

// PyTorch: torchvision.models.googlenet(aux_logits=False): batch-normalised, 3x3 in place of 5x5.
using googlenet_torchvision =
    network<input<3, 224, 224>,
            detail::normalised_conv<64, kernel<7>, stride<2>, padding<3>, round_down>,
            detail::googlenet_pool, detail::normalised_conv<64, kernel<1>>,
            detail::normalised_conv<192, kernel<3>, padding<1>>, detail::googlenet_pool,
            detail::normalised_inception<64, 96, 128, 16, 32, 32>,
            detail::normalised_inception<128, 128, 192, 32, 96, 64>, detail::googlenet_pool,
            detail::normalised_inception<192, 96, 208, 16, 48, 64>,
            detail::normalised_inception<160, 112, 224, 24, 64, 64>,
            detail::normalised_inception<128, 128, 256, 24, 64, 64>,
            detail::normalised_inception<112, 144, 288, 32, 64, 64>,
            detail::normalised_inception<256, 160, 320, 32, 128, 128>, max_pool2d<kernel<2>>,
            detail::normalised_inception<256, 160, 320, 32, 128, 128>,
            detail::normalised_inception<384, 192, 384, 48, 128, 128>, global_avg_pool2d, flatten,
            dropout<1, 5>, linear<1000>>;

}  // namespace ctnn::models
