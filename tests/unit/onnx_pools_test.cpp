// Made by golden/make_onnx.py.
#include "onnx_test_support.hpp"

// clang-format off
ONNX_NETWORK(test_averagepool_1d_default, network<input<3, 32>, avg_pool1d<kernel<2>, stride<1>>>)
ONNX_NETWORK(test_averagepool_2d_ceil, network<input<1, 4, 4>, avg_pool2d<kernel<3>, stride<2>,
             round_up>>)
ONNX_NETWORK(test_averagepool_2d_default, network<input<3, 32, 32>, avg_pool2d<kernel<2>,
             stride<1>>>)
ONNX_NETWORK(test_averagepool_2d_pads_count_include_pad, network<input<3, 28, 28>, zero_pad2d<2>,
             avg_pool2d<kernel<3>, stride<1>>>)
ONNX_NETWORK(test_averagepool_2d_precomputed_pads, network<input<1, 5, 5>, avg_pool2d<kernel<5>,
             stride<1>, padding<2>, padding_not_counted>>)
ONNX_NETWORK(test_averagepool_2d_precomputed_pads_count_include_pad, network<input<1, 5, 5>,
             avg_pool2d<kernel<5>, stride<1>, padding<2>>>)
ONNX_NETWORK(test_averagepool_2d_precomputed_same_upper, network<input<1, 5, 5>,
             avg_pool2d<kernel<3>, stride<2>, padding_same, padding_not_counted>>)
ONNX_NETWORK(test_averagepool_2d_precomputed_strides, network<input<1, 5, 5>, avg_pool2d<kernel<2>,
             round_down>>)
ONNX_NETWORK(test_averagepool_2d_same_lower, network<input<3, 32, 32>, avg_pool2d<kernel<2>,
             stride<1>, padding<1, 1, 0, 0>, padding_not_counted>>)
ONNX_NETWORK(test_averagepool_2d_same_upper, network<input<3, 32, 32>, avg_pool2d<kernel<2>,
             stride<1>, padding_same, padding_not_counted>>)
ONNX_NETWORK(test_averagepool_2d_strides, network<input<3, 32, 32>, avg_pool2d<kernel<5>,
             stride<3>>>)
ONNX_NETWORK(test_globalaveragepool, network<input<3, 5, 5>, global_avg_pool2d>)
ONNX_NETWORK(test_globalaveragepool_precomputed, network<input<1, 3, 3>, global_avg_pool2d>)
ONNX_NETWORK(test_globalmaxpool, network<input<3, 5, 5>, global_max_pool2d>)
ONNX_NETWORK(test_globalmaxpool_precomputed, network<input<1, 3, 3>, global_max_pool2d>)
ONNX_NETWORK(test_maxpool_1d_default, network<input<3, 32>, max_pool1d<kernel<2>, stride<1>>>)
ONNX_NETWORK(test_maxpool_2d_ceil, network<input<1, 4, 4>, max_pool2d<kernel<3>, stride<2>,
             round_up>>)
ONNX_NETWORK(test_maxpool_2d_default, network<input<3, 32, 32>, max_pool2d<kernel<2>, stride<1>>>)
ONNX_NETWORK(test_maxpool_2d_dilations, network<input<1, 4, 4>, max_pool2d<kernel<2>, stride<1>,
             dilation<2>>>)
ONNX_NETWORK(test_maxpool_2d_precomputed_pads, network<input<1, 5, 5>, max_pool2d<kernel<5>,
             stride<1>, padding<2>>>)
ONNX_NETWORK(test_maxpool_2d_precomputed_same_upper, network<input<1, 5, 5>, max_pool2d<kernel<3>,
             stride<2>, padding_same>>)
ONNX_NETWORK(test_maxpool_2d_precomputed_strides, network<input<1, 5, 5>, max_pool2d<kernel<2>,
             round_down>>)
ONNX_NETWORK(test_maxpool_2d_same_lower, network<input<3, 32, 32>, max_pool2d<kernel<2>, stride<1>,
             padding<1, 1, 0, 0>>>)
ONNX_NETWORK(test_maxpool_2d_same_upper, network<input<3, 32, 32>, max_pool2d<kernel<2>, stride<1>,
             padding_same>>)
ONNX_NETWORK(test_maxpool_2d_strides, network<input<3, 32, 32>, max_pool2d<kernel<5>, stride<3>>>)
ONNX_NETWORK(test_maxpool_with_argmax_2d_precomputed_pads, network<input<1, 5, 5>,
             max_pool2d<kernel<5>, stride<1>, padding<2>>>)
ONNX_NETWORK(test_maxpool_with_argmax_2d_precomputed_strides, network<input<1, 5, 5>,
             max_pool2d<kernel<2>, round_down>>)
ONNX_NETWORK(test_AvgPool1d, network<input<3, 6>, avg_pool1d<kernel<2>>>)
ONNX_NETWORK(test_AvgPool1d_stride, network<input<3, 6>, avg_pool1d<kernel<2>>>)
ONNX_NETWORK(test_AvgPool2d, network<input<3, 6, 6>, avg_pool2d<kernel<2>>>)
ONNX_NETWORK(test_AvgPool2d_stride, network<input<3, 6, 6>, avg_pool2d<kernel<2>>>)
ONNX_NETWORK(test_MaxPool1d, network<input<10, 4>, max_pool1d<kernel<4>>>)
ONNX_NETWORK(test_MaxPool1d_stride, network<input<10, 4>, max_pool1d<kernel<4>>>)
ONNX_NETWORK(test_MaxPool2d, network<input<3, 7, 7>, max_pool2d<kernel<3>, stride<2>, padding<1>>>)
ONNX_NETWORK(test_operator_maxpool, network<input<16, 50>, max_pool1d<kernel<3>, stride<2>,
             round_down>>)
