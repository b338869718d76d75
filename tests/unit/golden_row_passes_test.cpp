#include "golden_test_support.hpp"

TEST_SUITE("golden row passes") {
#include "../golden/row_passes.inc"
}
