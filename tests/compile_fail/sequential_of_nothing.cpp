// shows: a network needs a layer behind input<3>
// shows on clang 14: found::because<reason::no_layer>, input<3>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<3>, sequential<>, sequential<sequential<>>>;
#else
using net = network<input<3>, sequential<>, sequential<relu>>;
#endif
static_assert(net::output_shape == shape{3});
