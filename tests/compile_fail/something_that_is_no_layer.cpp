// shows: layer 1
// shows: int
// shows on clang: layer<1>, int
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<8>, linear<4>, int>;
#else
using net = network<input<8>, linear<4>>;
#endif
static_assert(net::output_shape.rank > 0);
