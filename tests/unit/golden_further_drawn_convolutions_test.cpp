#include "golden_test_support.hpp"

TEST_SUITE("golden further drawn convolutions") {
#include "../golden/further_drawn_convolutions.inc"
}
