#include "models_test_support.hpp"

MODEL(resnet18)
MODEL(resnet34)
