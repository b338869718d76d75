#include "golden_test_support.hpp"

TEST_SUITE("golden more drawn convolutions") {
#include "../golden/more_drawn_convolutions.inc"
}
