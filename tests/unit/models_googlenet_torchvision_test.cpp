#include "models_test_support.hpp"

MODEL(googlenet_torchvision)
