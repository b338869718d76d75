// shows: the gradient of the outputs: expected 10, found 12
// shows on clang 14: found::gradient_of_the_outputs, found::expected<found::of<10>, float>,
// shows on clang 14: found::given<found::of<12>, float>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;

#ifdef WRONG
using gradient = tensor<12>;
#else
using gradient = tensor<10>;
#endif
void step(trainable<net>& model, const tensor<1, 8, 8>& X, const gradient& dloss) {
    model.backward(X, dloss);
}
