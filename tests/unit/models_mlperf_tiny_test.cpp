#include "models_test_support.hpp"

MODEL(resnet8)
MODEL(ds_cnn)
MODEL(mobilenet_v1_025)
MODEL(fc_autoencoder)
