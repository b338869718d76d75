// shows: a network starts with input<...>, this one with sequential<input<1, 28, 28>,
// shows: relu>
// shows on clang 14: found::because<reason::no_input>, sequential<input<1, 28, 28>, relu>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<sequential<input<1, 28, 28>, relu>>;
#else
using net = network<input<1, 28, 28>, sequential<relu>>;
#endif
static_assert(net::output_shape == shape{1, 28, 28});
