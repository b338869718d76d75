#include "golden_test_support.hpp"

TEST_SUITE("golden edges") {
#include "../golden/edges.inc"
}
