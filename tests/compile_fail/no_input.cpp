// shows: a network starts with input<...>, this one with conv2d<6, kernel<5>>
// shows on clang 14: found::because<reason::no_input>, conv2d<6, kernel<5>>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<conv2d<6, kernel<5>>, relu>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>>, relu>;
#endif
static_assert(net::output_shape == shape{6, 24, 24});
