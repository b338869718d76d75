#include "golden_test_support.hpp"

TEST_SUITE("golden sequence pools") {
#include "../golden/sequence_pools.inc"
}
