#include "golden_test_support.hpp"

TEST_SUITE("golden last drawn convolutions") {
#include "../golden/last_drawn_convolutions.inc"
}
