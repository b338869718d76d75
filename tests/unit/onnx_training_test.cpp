// Made by golden/make_onnx.py.
#include "onnx_training_support.hpp"

// clang-format off
ONNX_ADAM(test_adam, (adam_options{.learning_rate = 0.1, .beta1 = 0.95, .beta2 = 0.1, .epsilon =
          1e-07, .weight_decay = 0.001}), network<input<1>, linear<2, no_bias>>)
ONNX_ADAM(test_adam_multiple, (adam_options{.learning_rate = 0.1, .beta1 = 0.95, .beta2 = 0.85,
          .epsilon = 0.01, .weight_decay = 0.001}), network<input<1>, linear<1, no_bias>, linear<2,
          no_bias>>)
ONNX_SGD(test_momentum, (sgd_options{.learning_rate = 0.1, .momentum = 0.95, .weight_decay =
         0.001}), network<input<1>, linear<2, no_bias>>)
ONNX_SGD(test_momentum_multiple, (sgd_options{.learning_rate = 0.1, .momentum = 0.95, .weight_decay
         = 0.001}), network<input<1>, linear<1, no_bias>, linear<2, no_bias>>)
ONNX_SGD(test_nesterov_momentum, (sgd_options{.learning_rate = 0.1, .momentum = 0.95, .weight_decay
         = 0.01, .nesterov = true}), network<input<1>, linear<2, no_bias>>)
ONNX_LOSS_OF_EACH(test_nllloss_NC, nll_loss{}, batch<3, 5>)
ONNX_LOSS(test_nllloss_NCd1, nll_loss{{.reduction = reduction::mean}}, batch<6, 5>)
ONNX_LOSS_OF_EACH(test_nllloss_NCd1d2, nll_loss{}, batch<108, 5>)
ONNX_LOSS(test_nllloss_NCd1d2_reduction_mean, nll_loss{{.reduction = reduction::mean}}, batch<108,
          5>)
ONNX_LOSS(test_nllloss_NCd1d2_reduction_sum, nll_loss{{.reduction = reduction::sum}}, batch<108, 5>)
ONNX_LOSS_OF_EACH(test_nllloss_NCd1d2d3_none_no_weight_negative_ii, nll_loss{}, batch<540, 5>)
ONNX_LOSS_OF_EACH(test_nllloss_NCd1d2d3d4d5_none_no_weight, nll_loss{}, batch<6480, 5>)
ONNX_LOSS_OF_EACH(test_sce_NCd1d2d3_none_no_weight_negative_ii, cross_entropy{}, batch<540, 5>)
ONNX_LOSS_OF_EACH(test_sce_NCd1d2d3_none_no_weight_negative_ii_log_prob, cross_entropy{}, batch<540,
                  5>)
ONNX_NETWORK(test_sce_NCd1d2d3_none_no_weight_negative_ii_log_prob log_prob, network<input<5, 6,
             30>, log_softmax>)
ONNX_LOSS_OF_EACH(test_sce_NCd1d2d3d4d5_none_no_weight, cross_entropy{}, batch<6480, 5>)
ONNX_LOSS_OF_EACH(test_sce_NCd1d2d3d4d5_none_no_weight_log_prob, cross_entropy{}, batch<6480, 5>)
ONNX_NETWORK(test_sce_NCd1d2d3d4d5_none_no_weight_log_prob log_prob, network<input<5, 6, 360>,
             log_softmax>)
ONNX_LOSS(test_sce_mean, cross_entropy{{.reduction = reduction::mean}}, batch<3, 5>)
ONNX_LOSS(test_sce_mean_3d, cross_entropy{{.reduction = reduction::mean}}, batch<6, 5>)
ONNX_LOSS(test_sce_mean_3d_log_prob, cross_entropy{{.reduction = reduction::mean}}, batch<6, 5>)
ONNX_NETWORK(test_sce_mean_3d_log_prob log_prob, network<input<5, 2>, log_softmax>)
ONNX_LOSS(test_sce_mean_log_prob, cross_entropy{{.reduction = reduction::mean}}, batch<3, 5>)
ONNX_NETWORK(test_sce_mean_log_prob log_prob, network<input<5>, log_softmax>)
ONNX_LOSS_OF_EACH(test_sce_none, cross_entropy{}, batch<3, 5>)
ONNX_LOSS_OF_EACH(test_sce_none_log_prob, cross_entropy{}, batch<3, 5>)
ONNX_NETWORK(test_sce_none_log_prob log_prob, network<input<5>, log_softmax>)
ONNX_LOSS(test_sce_sum, cross_entropy{{.reduction = reduction::sum}}, batch<3, 5>)
ONNX_LOSS(test_sce_sum_log_prob, cross_entropy{{.reduction = reduction::sum}}, batch<3, 5>)
ONNX_NETWORK(test_sce_sum_log_prob log_prob, network<input<5>, log_softmax>)
