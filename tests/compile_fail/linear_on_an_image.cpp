// shows: layer 1: linear<10>
// shows: 6x24x24
// shows: flatten
// shows on clang: layer<1>, linear<10>
// shows on clang: flatten
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>>, linear<10>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>>, flatten, linear<10>>;
#endif
static_assert(net::output_shape.rank > 0);
