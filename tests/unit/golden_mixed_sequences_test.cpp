#include "golden_test_support.hpp"

TEST_SUITE("golden mixed sequences") {
#include "../golden/mixed_sequences.inc"
}
