// GoogLeNet: inception blocks, each of four branches. As published, and as torchvision has it.
#pragma once

#include <ctnn/layers/adaptive_avg_pool2d.hpp>
#include <ctnn/layers/auxiliary.hpp>
#include <ctnn/layers/avg_pool2d.hpp>
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

// Section 5: 5x5 average pooling with stride 3 from 14x14 to 4x4 pixels, then two linear layers.
using googlenet_head = auxiliary<avg_pool2d<kernel<5>, stride<3>>, googlenet_conv<128, kernel<1>>,
                                 flatten, linear<1024>, relu, dropout<7, 10>, linear<1000>>;
using normalised_head = auxiliary<adaptive_avg_pool2d<4>, normalised_conv<128, kernel<1>>, flatten,
                                  linear<1024>, relu, dropout<7, 10>, linear<1000>>;

// `Head` stands behind 4a and behind 4d: an auxiliary head, or nothing.
template <class... Head>
using googlenet_with =
    network<input<3, 224, 224>,
            googlenet_conv<64, kernel<7>, stride<2>, padding<3>, round_down>,  // 64x112x112
            googlenet_pool, local_response_norm<5>,                            // 64x56x56
            googlenet_conv<64, kernel<1>>, googlenet_conv<192, kernel<3>, padding<1>>,  // 192x56x56
            local_response_norm<5>, googlenet_pool,                                     // 192x28x28
            inception<64, 96, 128, 16, 32, 32>,                                         // 3a
            inception<128, 128, 192, 32, 96, 64>,                          // 3b: 480x28x28
            googlenet_pool, inception<192, 96, 208, 16, 48, 64>, Head...,  // 4a
            inception<160, 112, 224, 24, 64, 64>, inception<128, 128, 256, 24, 64, 64>,
            inception<112, 144, 288, 32, 64, 64>, Head...,           // 4d
            inception<256, 160, 320, 32, 128, 128>,                  // 4e: 832x14x14
            googlenet_pool, inception<256, 160, 320, 32, 128, 128>,  // 5a
            inception<384, 192, 384, 48, 128, 128>,                  // 5b: 1024x7x7
            global_avg_pool2d, flatten, dropout<2, 5>, linear<1000>>;

template <class... Head>
using googlenet_torchvision_with =
    network<input<3, 224, 224>, normalised_conv<64, kernel<7>, stride<2>, padding<3>, round_down>,
            googlenet_pool, normalised_conv<64, kernel<1>>,
            normalised_conv<192, kernel<3>, padding<1>>, googlenet_pool,
            normalised_inception<64, 96, 128, 16, 32, 32>,
            normalised_inception<128, 128, 192, 32, 96, 64>, googlenet_pool,
            normalised_inception<192, 96, 208, 16, 48, 64>, Head...,
            normalised_inception<160, 112, 224, 24, 64, 64>,
            normalised_inception<128, 128, 256, 24, 64, 64>,
            normalised_inception<112, 144, 288, 32, 64, 64>, Head...,
            normalised_inception<256, 160, 320, 32, 128, 128>, max_pool2d<kernel<2>>,
            normalised_inception<256, 160, 320, 32, 128, 128>,
            normalised_inception<384, 192, 384, 48, 128, 128>, global_avg_pool2d, flatten,
            dropout<1, 5>, linear<1000>>;

}  // namespace detail

// As published, with the two auxiliary heads that training uses ("aux1.1.0.weight", ...); a
// prediction costs nothing for them. The losses of the heads count 0.3: auxiliary_loss.
// Source: Szegedy et al., "Going deeper with convolutions", 2014, table 1 and section 5.
using googlenet = detail::googlenet_with<detail::googlenet_head>;

// The same without parameters for the heads; all others have the same names, so that the file of
// a trained `googlenet` loads into it.
using googlenet_inference = detail::googlenet_with<>;

// PyTorch: torchvision.models.googlenet(init_weights=False): batch-normalised, 3x3 in place of 5x5;
// and with aux_logits=False.
using googlenet_torchvision = detail::googlenet_torchvision_with<detail::normalised_head>;
using googlenet_torchvision_inference = detail::googlenet_torchvision_with<>;

}  // namespace ctnn::models
