// shows: the gradient of the outputs of aux1: expected 4, found 10
// shows on clang 14: found::gradient_of_output<1>, found::expected<found::of<4>, float>,
// shows on clang 14: found::given<found::of<10>, float>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<8>, auxiliary<linear<4>>, linear<10>>;

#ifdef WRONG
using gradient = std::tuple<tensor<10>, tensor<10>>;
#else
using gradient = std::tuple<tensor<10>, tensor<4>>;
#endif
void step(trainable<net>& model, const tensor<8>& X, const gradient& dloss) {
    model.backward(X, dloss);
}
