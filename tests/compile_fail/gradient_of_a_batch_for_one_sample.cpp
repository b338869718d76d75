// shows: the gradient of the outputs: expected a tensor of 3, found a batch of 3
// shows on clang 14: found::gradient_of_the_outputs
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;
using net = network<input<2>, linear<3>>;

void step(trainable<net, 8>& model, const tensor<2>& X, const tensor<3>& one,
          const batch<8, 3>& all) {
#ifdef WRONG
    model.backward(X, all);
    (void)one;
#else
    model.backward(X, one);
    (void)all;
#endif
}
