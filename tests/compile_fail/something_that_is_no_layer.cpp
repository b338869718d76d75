// shows: layer 0: int on 1x28x28: this is no layer: it is not derived from ctnn::layer
// shows on clang 14: found::layer<0>, int, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::not_a_layer>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, int, relu>;
#else
using net = network<input<1, 28, 28>, relu>;
#endif
static_assert(net::output_shape == shape{1, 28, 28});
