#include "golden_test_support.hpp"

TEST_SUITE("golden mixed images") {
#include "../golden/mixed_images.inc"
}
