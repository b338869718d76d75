#include "models_test_support.hpp"

MODEL(resnet50)
