// shows: the gradient of the outputs: expected a tuple of 2, one for the network and one for each
// shows: auxiliary head, found a tensor of 10
// shows on clang 14: found::gradient_of_the_outputs, found::a_tuple_of<2>,
// shows on clang 14: found::one_for_the_network_and_one_for_each_auxiliary_head
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<8>, auxiliary<linear<4>>, linear<10>>;

#ifdef WRONG
using gradient = tensor<10>;
#else
using gradient = std::tuple<tensor<10>, tensor<4>>;
#endif
void step(trainable<net>& model, const tensor<8>& X, const gradient& dloss) {
    model.backward(X, dloss);
}
