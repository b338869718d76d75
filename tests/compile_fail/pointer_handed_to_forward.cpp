// shows: the input of the network: expected a tensor of 1x8x8, found float*
// shows on clang 19: the input of the network: expected a tensor of 1x8x8, found float *
// shows on clang 14: found::input_of_the_network, found::expected<found::of<1, 8, 8>, float>,
// shows on clang 14: found::given<float *>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;

#ifdef WRONG
using picture = float*;
#else
using picture = tensor<1, 8, 8>;
#endif
float first(trainable<net>& model, const picture& X) { return model.forward(X)[0]; }
