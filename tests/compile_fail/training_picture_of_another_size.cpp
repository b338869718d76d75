// shows: the input of the network: expected 1x8x8, found 3x8x8
// shows on clang 14: found::input_of_the_network, found::expected<found::of<1, 8, 8>, float>,
// shows on clang 14: found::given<found::of<3, 8, 8>, float>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;

#ifdef WRONG
using picture = tensor<3, 8, 8>;
#else
using picture = tensor<1, 8, 8>;
#endif
float step(trainable<net>& model, const picture& X, const tensor<10>& Y) {
    mse_loss criterion;
    const auto outputs = model.forward(X);
    model.backward(X, criterion.backward(outputs, Y));
    return criterion.forward(outputs, Y);
}
