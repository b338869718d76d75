#include "golden_test_support.hpp"

TEST_SUITE("golden sequence convolutions") {
#include "../golden/sequence_convolutions.inc"
}
