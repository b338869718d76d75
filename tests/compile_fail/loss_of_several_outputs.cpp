// shows: these are the outputs of a network and of its auxiliary heads, a tuple of 2:
// shows: auxiliary_loss<...> adds up the losses of all of them
// shows on clang 14: found::outputs_of_auxiliary_heads, found::a_tuple_of<2>,
// shows on clang 14: found::so_take_auxiliary_loss
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<8>, auxiliary<linear<4>>, linear<4>>;

#ifdef WRONG
using loss = cross_entropy;
#else
using loss = auxiliary_loss<cross_entropy>;
#endif
float evaluate(trainable<net>& model, const loss& criterion, const tensor<8>& X, int label) {
    return criterion.forward(model.forward(X), label);
}
