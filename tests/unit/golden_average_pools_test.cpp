#include "golden_test_support.hpp"

TEST_SUITE("golden average pools") {
#include "../golden/average_pools.inc"
}
