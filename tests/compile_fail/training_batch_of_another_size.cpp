// shows: the input of the network: expected 1x8x8, found 1x9x9
// shows on clang 14: found::input_of_the_network, found::expected<found::of<1, 8, 8>, float>,
// shows on clang 14: found::given<found::of<1, 9, 9>, float>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;

#ifdef WRONG
using pictures = batch<4, 1, 9, 9>;
#else
using pictures = batch<4, 1, 8, 8>;
#endif
float step(trainable<net, 4>& model, const pictures& X, const int (&labels)[4]) {
    cross_entropy criterion;
    const auto& outputs = model.forward(X);
    model.backward(X, criterion.backward(outputs, labels));
    return criterion.forward(outputs, labels);
}
