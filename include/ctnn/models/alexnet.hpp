// AlexNet, the network that won ImageNet's competition in 2012: as torchvision has it, and as
// published.
#pragma once

#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/linear.hpp>
#include <ctnn/layers/local_response_norm.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <ctnn/layers/relu.hpp>
#include <ctnn/network.hpp>

namespace ctnn::models {

// The form in one column. PyTorch: torchvision.models.alexnet, whose adaptive pool does nothing at
// this size.
// Source: Krizhevsky, "One weird trick for parallelizing convolutional neural networks", 2014.
using alexnet =
    network<input<3, 224, 224>,                                               //
            conv2d<64, kernel<11>, stride<4>, padding<2>, round_down>, relu,  // 64x55x55
            max_pool2d<kernel<3>, stride<2>>,                                 // 64x27x27
            conv2d<192, kernel<5>, padding<2>>, relu,                         // 192x27x27
            max_pool2d<kernel<3>, stride<2>>,                                 // 192x13x13
            conv2d<384, kernel<3>, padding<1>>, relu,                         //
            conv2d<256, kernel<3>, padding<1>>, relu,                         //
            conv2d<256, kernel<3>, padding<1>>, relu,                         //
            max_pool2d<kernel<3>, stride<2>>,                                 // 256x6x6
            flatten,                                                          //
            dropout<>, linear<4096>, relu, dropout<>, linear<4096>, relu, linear<1000>>;

// As published: two groups, one for each graphics card, response normalisation, and pools that
// overlap. Its input is 227 pixels wide; with the 224 of the paper the first stride does not fit.
// The paper's alpha is not divided by the size, PyTorch's is.
// Source: Krizhevsky, Sutskever & Hinton, "ImageNet classification with deep convolutional neural
// networks", 2012, figure 2.
using alexnet_2012 =
    network<input<3, 227, 227>,                                      //
            conv2d<96, kernel<11>, stride<4>>, relu,                 // 96x55x55
            local_response_norm<5, lrn_alpha<5, 10'000>, lrn_k<2>>,  //
            max_pool2d<kernel<3>, stride<2>>,                        // 96x27x27
            conv2d<256, kernel<5>, padding<2>, groups<2>>, relu,     // 256x27x27
            local_response_norm<5, lrn_alpha<5, 10'000>, lrn_k<2>>,  //
            max_pool2d<kernel<3>, stride<2>>,                        // 256x13x13
            conv2d<384, kernel<3>, padding<1>>, relu,                //
            conv2d<384, kernel<3>, padding<1>, groups<2>>, relu,     //
            conv2d<256, kernel<3>, padding<1>, groups<2>>, relu,     //
            max_pool2d<kernel<3>, stride<2>>,                        // 256x6x6
            flatten,                                                 //
            linear<4096>, relu, dropout<>, linear<4096>, relu, dropout<>, linear<1000>>;

}  // namespace ctnn::models
