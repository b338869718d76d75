#include "golden_test_support.hpp"

TEST_SUITE("golden activations") {
#include "../golden/activations.inc"
}
