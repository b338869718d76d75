#include "golden_test_support.hpp"

TEST_SUITE("golden layers in concats") {
#include "../golden/layers_in_concats.inc"
}
