#include "models_test_support.hpp"

TEST_CASE("PyTorch agrees: googlenet_torchvision") {
    check_model<ctnn::models::googlenet_torchvision_inference>("googlenet_torchvision");
}
