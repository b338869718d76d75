// ResNet: blocks that add to what they read.
#pragma once

#include <ctnn/layers/batch_norm2d.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/global_avg_pool2d.hpp>
#include <ctnn/layers/linear.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <ctnn/layers/relu.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/model/repeat.hpp>
#include <ctnn/network.hpp>

namespace ctnn::models {

namespace detail {

template <int Channels, int Kernel, int Stride = 1>
using resnet_conv = sequential<
    conv2d<Channels, kernel<Kernel>, stride<Stride>, padding<Kernel / 2>, no_bias, round_down>,
    batch_norm2d>;

// Figure 5, left: two 3x3 convolutions.
template <int Channels, int Stride>
using basic_path = sequential<resnet_conv<Channels, 3, Stride>, relu, resnet_conv<Channels, 3>>;

// Figure 5, right: the 3x3 convolution between two 1x1. torchvision strides in the 3x3 one.
template <int Channels, int Stride>
using bottleneck_path = sequential<resnet_conv<Channels, 1>, relu, resnet_conv<Channels, 3, Stride>,
                                   relu, resnet_conv<4 * Channels, 1>>;

template <class Main> using block = sequential<residual<Main>, relu>;
template <class Main, class Shortcut>
using projected_block = sequential<residual<Main, Shortcut>, relu>;

// A stage of basic blocks; the first projects where the shape changes.
template <int Channels, int Times, int Stride = 2>
using basic_stage =
    sequential<projected_block<basic_path<Channels, Stride>, resnet_conv<Channels, 1, Stride>>,
               repeat<Times - 1, block<basic_path<Channels, 1>>>>;
template <int Channels, int Times, int Stride = 2>
using bottleneck_stage = sequential<
    projected_block<bottleneck_path<Channels, Stride>, resnet_conv<4 * Channels, 1, Stride>>,
    repeat<Times - 1, block<bottleneck_path<Channels, 1>>>>;

template <class... Stages>
using resnet = network<input<3, 224, 224>,                                        //
                       resnet_conv<64, 7, 2>, relu,                               // 64x112x112
                       max_pool2d<kernel<3>, stride<2>, padding<1>, round_down>,  // 64x56x56
                       Stages...,                                                 //
                       global_avg_pool2d, flatten, linear<1000>>;

}  // namespace detail

// PyTorch: torchvision.models.resnet18, resnet34, resnet50.
// Source: He et al., "Deep residual learning for image recognition", 2015, table 1.
using resnet18 = detail::resnet<repeat<2, detail::block<detail::basic_path<64, 1>>>,  // 64x56x56
                                detail::basic_stage<128, 2>,                          // 128x28x28
                                detail::basic_stage<256, 2>,                          // 256x14x14
                                detail::basic_stage<512, 2>>;                         // 512x7x7
using resnet34 =
    detail::resnet<repeat<3, detail::block<detail::basic_path<64, 1>>>, detail::basic_stage<128, 4>,
                   detail::basic_stage<256, 6>, detail::basic_stage<512, 3>>;
using resnet50 = detail::resnet<detail::bottleneck_stage<64, 3, 1>,  // 256x56x56
                                detail::bottleneck_stage<128, 4>,    // 512x28x28
                                detail::bottleneck_stage<256, 6>,    // 1024x14x14
                                detail::bottleneck_stage<512, 3>>;   // 2048x7x7

}  // namespace ctnn::models
