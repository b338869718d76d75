#include "golden_test_support.hpp"

TEST_SUITE("golden normalisations") {
#include "../golden/normalisations.inc"
}
