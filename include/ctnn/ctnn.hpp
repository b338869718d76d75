// Everything a user of the library needs, except files: those are in ctnn/io/.
#pragma once

#include <ctnn/base/tensor.hpp>
#include <ctnn/layers/avg_pool2d.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/expect.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/linear.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <ctnn/layers/relu.hpp>
#include <ctnn/layers/sigmoid.hpp>
#include <ctnn/layers/softmax.hpp>
#include <ctnn/layers/tanh_activation.hpp>
#include <ctnn/network.hpp>
#include <ctnn/parameters.hpp>
#include <ctnn/predictor.hpp>
#include <ctnn/train/cross_entropy.hpp>
#include <ctnn/train/initialise.hpp>
#include <ctnn/train/mse_loss.hpp>
#include <ctnn/train/sgd.hpp>
#include <ctnn/train/trainable.hpp>
