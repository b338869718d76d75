// Compiled once for each instruction set.
#include <ctnn/variant.hpp>

#include "dispatch_networks.hpp"

CTNN_VARIANT(ctnn::test::dispatched_lenet);
CTNN_VARIANT(ctnn::test::dispatched_mixture);
CTNN_VARIANT(ctnn::test::dispatched_doubles, double);
