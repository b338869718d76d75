// shows: the input of the network: expected a tensor of 1x8x8, found a batch of 1x8x8
// shows on clang 14: found::input_of_the_network, found::expected<found::of<1, 8, 8>, float>,
// shows on clang 14: found::given<basic_batch<float, {3, {1, 8, 8}}, 4>>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;

#ifdef WRONG
using pictures = batch<4, 1, 8, 8>;
#else
using pictures = tensor<1, 8, 8>;
#endif
float first(predictor<net>& predict, const pictures& X) { return predict(X)[0]; }
