#include "golden_test_support.hpp"

TEST_SUITE("golden residuals") {
#include "../golden/residuals.inc"
}
