#include "golden_test_support.hpp"

TEST_SUITE("golden batch norms") {
#include "../golden/batch_norms.inc"
}
