// The library's names beside those of the standard library and of C, all at once in sight.
#include <ctnn/ctnn.hpp>

#include <cmath>
#include <functional>
#include <math.h>
#include <strings.h>

using namespace std;
using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<2, kernel<3>, stride<1>, padding<1>>, batch_norm2d, relu,
                    tanh_activation, sigmoid, max_pool2d<kernel<2>>, flatten, dropout<1, 4>,
                    linear<3>, softmax>;
static_assert(net::output_shape == shape{3});

inline double both() { return tanh(0.5) + exp(1.0) + identity{}(2.0) + plus<>{}(1, 2); }
