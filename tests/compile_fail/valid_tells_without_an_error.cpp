// shows: layer 1: linear<10> on 1x28x28: reads flat vectors
// shows on clang 14: found::layer<1>, linear<10>, found::on<1, 28, 28>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 28, 28>, relu, linear<10>>;
#ifdef WRONG
static_assert(net::parameter_count == 7'850);
#else
static_assert(!net::valid);
#endif
