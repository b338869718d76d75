#include "models_test_support.hpp"

MODEL(vgg11)
MODEL(vgg13)
MODEL(vgg16)
MODEL(vgg19)
