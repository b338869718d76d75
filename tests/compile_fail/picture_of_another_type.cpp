// shows: the input of the network: expected 1x8x8 of float, found 1x8x8 of double
// shows on clang 14: found::input_of_the_network, found::expected<found::of<1, 8, 8>, float>,
// shows on clang 14: found::given<found::of<1, 8, 8>, double>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;

#ifdef WRONG
using picture = basic_tensor<double, shape{1, 8, 8}>;
#else
using picture = basic_tensor<float, shape{1, 8, 8}>;
#endif
float first(predictor<net>& predict, const picture& X) { return predict(X)[0]; }
