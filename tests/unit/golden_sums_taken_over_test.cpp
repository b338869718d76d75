#include "golden_test_support.hpp"

TEST_SUITE("golden sums taken over") {
#include "../golden/sums_taken_over.inc"
}
