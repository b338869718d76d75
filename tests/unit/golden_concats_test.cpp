#include "golden_test_support.hpp"

TEST_SUITE("golden concats") {
#include "../golden/concats.inc"
}
