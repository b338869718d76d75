#include "exactness_convolutions.hpp"

TEST_CASE("convolutions do what the definition says") { check_convolutions<0, 30>(); }
