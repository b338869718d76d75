#include "golden_test_support.hpp"

TEST_SUITE("golden more networks") {
#include "../golden/more_networks.inc"
}
