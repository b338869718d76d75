#include "golden_test_support.hpp"

TEST_SUITE("golden drawn convolutions") {
#include "../golden/drawn_convolutions.inc"
}
