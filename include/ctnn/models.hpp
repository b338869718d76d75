// Published networks as types.
#pragma once

#include <ctnn/models/alexnet.hpp>
#include <ctnn/models/googlenet.hpp>
#include <ctnn/models/mlperf_tiny.hpp>
#include <ctnn/models/resnet.hpp>
#include <ctnn/models/vgg.hpp>
