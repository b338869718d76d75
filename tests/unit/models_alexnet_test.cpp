#include "models_test_support.hpp"

MODEL(alexnet)
MODEL(alexnet_2012)
