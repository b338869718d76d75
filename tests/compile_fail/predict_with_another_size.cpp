// shows: the input of the network: expected 1x8x8, found 64
// shows on clang 14: found::input_of_the_network, found::expected<found::of<1, 8, 8>, float>,
// shows on clang 14: found::given<found::of<64>, float>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;

#ifdef WRONG
using picture = tensor<64>;
#else
using picture = tensor<1, 8, 8>;
#endif
float first(const packed_weights<net>& weights, workspace<net>& memory, const picture& X) {
    return predict(weights, memory, X)[0];
}
