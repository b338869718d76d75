#include "golden_test_support.hpp"

TEST_SUITE("golden more activations") {
#include "../golden/more_activations.inc"
}
