// shows: a batch has at least one sample
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;

#ifdef WRONG
using model = trainable<net, 0>;
#else
using model = trainable<net, 1>;
#endif
template class ctnn::trainable<net, model::max_batch>;
