// Made by golden/make_onnx.py.
#include "onnx_test_support.hpp"

// clang-format off
ONNX_NETWORK(test_basic_conv_with_padding, network<input<1, 5, 5>, conv2d<1, kernel<3>, padding<1>,
             no_bias>>)
ONNX_NETWORK(test_basic_conv_without_padding, network<input<1, 5, 5>, conv2d<1, kernel<3>,
             no_bias>>)
ONNX_NETWORK(test_conv_with_autopad_same, network<input<1, 5, 5>, conv2d<1, kernel<3>, stride<2>,
             padding<1>, no_bias>>)
ONNX_NETWORK(test_conv_with_strides_and_asymmetric_padding, network<input<1, 7, 5>, conv2d<1,
             kernel<3>, stride<2>, padding<1, 0>, no_bias>>)
ONNX_NETWORK(test_conv_with_strides_no_padding, network<input<1, 7, 5>, conv2d<1, kernel<3>,
             stride<2>, no_bias>>)
ONNX_NETWORK(test_conv_with_strides_padding, network<input<1, 7, 5>, conv2d<1, kernel<3>, stride<2>,
             padding<1>, no_bias>>)
ONNX_NETWORK(test_Conv1d, network<input<4, 10>, conv1d<5, kernel<3>>>)
ONNX_NETWORK(test_Conv1d_dilated, network<input<4, 10>, conv1d<5, kernel<3>, dilation<2>>>)
ONNX_NETWORK(test_Conv1d_groups, network<input<4, 6>, conv1d<6, kernel<3>, groups<2>>>)
ONNX_NETWORK(test_Conv1d_pad1, network<input<4, 10>, conv1d<5, kernel<3>, padding<1>>>)
ONNX_NETWORK(test_Conv1d_pad1size1, network<input<4, 1>, conv1d<4, kernel<3>, padding<1>>>)
ONNX_NETWORK(test_Conv1d_pad2, network<input<4, 10>, conv1d<5, kernel<5>, padding<2>>>)
ONNX_NETWORK(test_Conv1d_pad2size1, network<input<4, 1>, conv1d<4, kernel<5>, padding<2>>>)
ONNX_NETWORK(test_Conv1d_stride, network<input<4, 10>, conv1d<5, kernel<3>, stride<2>, round_down>>)
ONNX_NETWORK(test_Conv2d, network<input<3, 7, 5>, conv2d<4, kernel<3, 2>>>)
ONNX_NETWORK(test_Conv2d_depthwise, network<input<4, 6, 6>, conv2d<4, kernel<3>, groups<4>>>)
ONNX_NETWORK(test_Conv2d_depthwise_padded, network<input<4, 6, 6>, conv2d<4, kernel<3>, padding<1>,
             groups<4>>>)
ONNX_NETWORK(test_Conv2d_depthwise_strided, network<input<4, 6, 6>, conv2d<4, kernel<3>, stride<2>,
             round_down, groups<4>>>)
ONNX_NETWORK(test_Conv2d_depthwise_with_multiplier, network<input<4, 6, 6>, conv2d<8, kernel<3>,
             groups<4>>>)
ONNX_NETWORK(test_Conv2d_dilated, network<input<3, 8, 8>, conv2d<2, kernel<3>, stride<2>,
             padding<1>, dilation<2>, round_down>>)
ONNX_NETWORK(test_Conv2d_groups, network<input<4, 6, 5>, conv2d<6, kernel<3, 2>, groups<2>>>)
ONNX_NETWORK(test_Conv2d_groups_thnn, network<input<4, 6, 5>, conv2d<6, kernel<3, 2>, groups<2>>>)
ONNX_NETWORK(test_Conv2d_no_bias, network<input<3, 6, 5>, conv2d<4, kernel<3, 2>, no_bias>>)
ONNX_NETWORK(test_Conv2d_padding, network<input<3, 6, 6>, conv2d<4, kernel<3>, stride<2>,
             padding<1>, round_down>>)
ONNX_NETWORK(test_Conv2d_strided, network<input<3, 6, 6>, conv2d<4, kernel<3>, stride<2>,
             round_down>>)
ONNX_NETWORK(test_operator_conv, network<input<16, 50, 40>, conv2d<13, kernel<3>, no_bias>>)
