// The network of 09_dispatch.cpp; compiled once for each instruction set.
#include <ctnn/variant.hpp>

#include "lenet5.hpp"

CTNN_VARIANT(ctnn::examples::lenet5);
