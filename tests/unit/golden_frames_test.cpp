#include "golden_test_support.hpp"

TEST_SUITE("golden frames") {
#include "../golden/frames.inc"
}
