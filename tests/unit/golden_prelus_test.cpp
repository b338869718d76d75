#include "golden_test_support.hpp"

TEST_SUITE("golden prelus") {
#include "../golden/prelus.inc"
}
