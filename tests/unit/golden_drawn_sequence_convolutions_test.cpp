#include "golden_test_support.hpp"

TEST_SUITE("golden drawn sequence convolutions") {
#include "../golden/drawn_sequence_convolutions.inc"
}
