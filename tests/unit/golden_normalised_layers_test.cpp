#include "golden_test_support.hpp"

TEST_SUITE("golden normalised layers") {
#include "../golden/normalised_layers.inc"
}
