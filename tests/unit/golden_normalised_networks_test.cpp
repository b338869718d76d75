#include "golden_test_support.hpp"

TEST_SUITE("golden normalised networks") {
#include "../golden/normalised_networks.inc"
}
