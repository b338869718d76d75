#include "golden_test_support.hpp"

TEST_SUITE("golden max pools") {
#include "../golden/max_pools.inc"
}
