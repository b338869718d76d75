#include "golden_test_support.hpp"

TEST_SUITE("golden strided convolutions") {
#include "../golden/strided_convolutions.inc"
}
