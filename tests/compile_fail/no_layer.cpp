// shows: a network needs a layer behind input<1, 28, 28>
// shows on clang 14: found::because<reason::no_layer>, input<1, 28, 28>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>>;
#else
using net = network<input<1, 28, 28>, relu>;
#endif
static_assert(net::output_shape == shape{1, 28, 28});
