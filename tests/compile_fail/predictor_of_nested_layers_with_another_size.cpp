// shows: the input of the network: expected 1x8x8, found 8x8
// shows on clang 14: found::input_of_the_network, found::expected<found::of<1, 8, 8>, float>,
// shows on clang 14: found::given<found::of<8, 8>, float>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, sequential<sequential<conv2d<4, kernel<3>>, relu>, flatten>,
                    linear<10>>;

#ifdef WRONG
using picture = tensor<8, 8>;
#else
using picture = tensor<1, 8, 8>;
#endif
float first(predictor<net>& predict, const picture& X) { return predict(X)[0]; }
