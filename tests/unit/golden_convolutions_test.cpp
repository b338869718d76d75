#include "golden_test_support.hpp"

TEST_SUITE("golden convolutions") {
#include "../golden/convolutions.inc"
}
