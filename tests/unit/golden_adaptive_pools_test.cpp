#include "golden_test_support.hpp"

TEST_SUITE("golden adaptive pools") {
#include "../golden/adaptive_pools.inc"
}
