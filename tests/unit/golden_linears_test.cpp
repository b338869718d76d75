#include "golden_test_support.hpp"

TEST_SUITE("golden linears") {
#include "../golden/linears.inc"
}
