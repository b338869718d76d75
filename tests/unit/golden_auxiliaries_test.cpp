#define GOLDEN_FILE "auxiliaries.safetensors"
#include "golden_test_support.hpp"

TEST_SUITE("golden auxiliaries") {
#include "../golden/auxiliaries.inc"
#include "../golden/normalised_auxiliaries.inc"
}
