// shows: input
// shows on clang: no_input
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<conv2d<6, kernel<5>>>;
#else
using net = network<input<1, 8, 8>, conv2d<6, kernel<5>>>;
#endif
static_assert(net::output_shape.rank > 0);
