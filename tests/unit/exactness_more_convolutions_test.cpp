#include "exactness_convolutions.hpp"

TEST_CASE("more convolutions do what the definition says") { check_convolutions<30, 60>(); }
