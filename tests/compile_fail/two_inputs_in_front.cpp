// shows: layer 0: input<1, 28, 28> on 1x28x28: a network has one input, in front
// shows on clang 14: found::layer<0>, input<1, 28, 28>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::second_input>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, input<1, 28, 28>, relu>;
#else
using net = network<input<1, 28, 28>, relu>;
#endif
static_assert(net::output_shape == shape{1, 28, 28});
