#include "golden_test_support.hpp"

TEST_SUITE("golden dilated convolutions") {
#include "../golden/dilated_convolutions.inc"
}
