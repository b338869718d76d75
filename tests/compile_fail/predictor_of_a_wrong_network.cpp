// shows: layer 0: max_pool2d<kernel<9>>
// shows on clang 14: layer<0>, max_pool2d<kernel<9>>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 8, 8>, max_pool2d<kernel<9>>, flatten, linear<10>>;
#else
using net = network<input<1, 8, 8>, max_pool2d<kernel<8>>, flatten, linear<10>>;
#endif
static_assert(net::output_shape == shape{10});
float first(predictor<net>& predict, const tensor<1, 8, 8>& image) { return predict(image)[0]; }
template class ctnn::trainable<net>;
