#include "golden_test_support.hpp"

TEST_SUITE("golden normalised blocks") {
#include "../golden/normalised_blocks.inc"
}
