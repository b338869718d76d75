// The four reference networks of MLPerf Tiny, by which the embedded world is measured.
#pragma once

#include <ctnn/layers/batch_norm1d.hpp>
#include <ctnn/layers/batch_norm2d.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/global_avg_pool2d.hpp>
#include <ctnn/layers/linear.hpp>
#include <ctnn/layers/relu.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/softmax.hpp>
#include <ctnn/model/repeat.hpp>
#include <ctnn/network.hpp>

namespace ctnn::models {

namespace detail {

// As Keras has them: biases in front of the normalisation, too, one-sided SAME paddings, and
// an eps of 0.001.
using keras_norm2d = batch_norm2d_with<bn_eps<1, 1000>>;
using keras_norm1d = batch_norm1d_with<bn_eps<1, 1000>>;

template <int Channels, int Stride>
using resnet8_path =
    sequential<conv2d<Channels, kernel<3>, stride<Stride>, padding_same>, keras_norm2d, relu,
               conv2d<Channels, kernel<3>, padding_same>, keras_norm2d>;
template <int Channels>
using resnet8_stage = sequential<
    residual<resnet8_path<Channels, 2>, conv2d<Channels, kernel<1>, stride<2>, padding_same>>,
    relu>;

// A filter for every one of `From` channels, then a 1x1 convolution to `To`.
template <int From, int To, int Stride = 1>
using separable = sequential<conv2d<From, kernel<3>, stride<Stride>, groups<From>, padding_same>,
                             keras_norm2d, relu, conv2d<To, kernel<1>>, keras_norm2d, relu>;

template <int Features> using dense = sequential<linear<Features>, keras_norm1d, relu>;

}  // namespace detail

// ResNet-8 on pictures of another size, with what comes behind its features:
// resnet8_on<input<1, 28, 28>, linear<10>> gives cross_entropy its scores.
template <class Input, class... Head>
using resnet8_on =
    network<Input,                                                            //
            conv2d<16, kernel<3>, padding_same>, detail::keras_norm2d, relu,  // 16x32x32
            residual<detail::resnet8_path<16, 1>>, relu,                      //
            detail::resnet8_stage<32>,                                        // 32x16x16
            detail::resnet8_stage<64>,                                        // 64x8x8
            global_avg_pool2d, flatten, Head...>;

// Image classification on CIFAR-10.
// Source: github.com/mlcommons/tiny, benchmark/training/image_classification/keras_model.py.
using resnet8 = resnet8_on<input<3, 32, 32>, linear<10>, softmax>;

// Keyword spotting: 49 times of 10 coefficients, 12 words.
// Source: the same, benchmark/training/keyword_spotting/keras_model.py; Zhang et al., "Hello edge",
// 2017.
using ds_cnn = network<input<1, 49, 10>,  //
                       conv2d<64, kernel<10, 4>, stride<2>, padding_same>, detail::keras_norm2d,
                       relu,                                  // 64x25x5
                       dropout<1, 5>,                         //
                       repeat<4, detail::separable<64, 64>>,  //
                       dropout<2, 5>, global_avg_pool2d, flatten, linear<12>, softmax>;

// Visual wake words: is there a person? MobileNet with a quarter of the channels.
// Source: the same, benchmark/training/visual_wake_words/vww_model.py; Howard et al., "MobileNets",
// 2017, table 1.
using mobilenet_v1_025 =
    network<input<3, 96, 96>,                                                           //
            conv2d<8, kernel<3>, stride<2>, padding_same>, detail::keras_norm2d, relu,  // 8x48x48
            detail::separable<8, 16>, detail::separable<16, 32, 2>,                     // 32x24x24
            detail::separable<32, 32>, detail::separable<32, 64, 2>,                    // 64x12x12
            detail::separable<64, 64>, detail::separable<64, 128, 2>,                   // 128x6x6
            repeat<5, detail::separable<128, 128>>, detail::separable<128, 256, 2>,     // 256x3x3
            detail::separable<256, 256>,                                                //
            global_avg_pool2d, flatten, linear<2>, softmax>;

// Anomaly detection in the sound of machines: what it cannot draw again is unusual.
// Source: the same, benchmark/training/anomaly_detection/keras_model.py.
using fc_autoencoder = network<input<640>,                     //
                               repeat<4, detail::dense<128>>,  // encoder
                               detail::dense<8>,               //
                               repeat<4, detail::dense<128>>,  // decoder
                               linear<640>>;

}  // namespace ctnn::models
