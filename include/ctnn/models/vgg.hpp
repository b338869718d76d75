// VGG: nothing but 3x3 convolutions and pools.
#pragma once

#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/linear.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <ctnn/layers/relu.hpp>
#include <ctnn/model/repeat.hpp>
#include <ctnn/network.hpp>

namespace ctnn::models {

namespace detail {

template <int Channels, int Times>
using vgg_stage =
    sequential<repeat<Times, sequential<conv2d<Channels, kernel<3>, padding<1>>, relu>>,
               max_pool2d<kernel<2>>>;

// How many convolutions each of the five stages has.
template <int A, int B, int C, int D, int E>
using vgg = network<input<3, 224, 224>,  //
                    vgg_stage<64, A>,    // 64x112x112
                    vgg_stage<128, B>,   // 128x56x56
                    vgg_stage<256, C>,   // 256x28x28
                    vgg_stage<512, D>,   // 512x14x14
                    vgg_stage<512, E>,   // 512x7x7
                    flatten,             //
                    linear<4096>, relu, dropout<>, linear<4096>, relu, dropout<>, linear<1000>>;

}  // namespace detail

// Configurations A, B, D and E. PyTorch: torchvision.models.vgg11, vgg13, vgg16, vgg19.
// Source: Simonyan & Zisserman, "Very deep convolutional networks for large-scale image
// recognition", 2014, table 1.
using vgg11 = detail::vgg<1, 1, 2, 2, 2>;
using vgg13 = detail::vgg<2, 2, 2, 2, 2>;
using vgg16 = detail::vgg<2, 2, 3, 3, 3>;
using vgg19 = detail::vgg<2, 2, 4, 4, 4>;

}  // namespace ctnn::models
