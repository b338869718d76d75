#include "golden_test_support.hpp"

TEST_SUITE("golden networks") {
#include "../golden/networks.inc"
}
