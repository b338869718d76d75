#include "golden_test_support.hpp"

TEST_SUITE("golden grouped convolutions") {
#include "../golden/grouped_convolutions.inc"
}
