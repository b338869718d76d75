#include "golden_test_support.hpp"

TEST_SUITE("golden pools") {
#include "../golden/pools.inc"
}
