#include "golden_test_support.hpp"

TEST_SUITE("golden padded convolutions") {
#include "../golden/padded_convolutions.inc"
}
