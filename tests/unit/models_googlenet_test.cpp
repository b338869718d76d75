#include "models_test_support.hpp"

TEST_CASE("PyTorch agrees: googlenet") {
    check_model<ctnn::models::googlenet_inference>("googlenet");
}
