// shows: groups<4>
// shows: 6
// shows: 8
// shows on clang: groups_do_not_divide
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<6, 8, 8>, conv2d<8, kernel<3>, groups<4>>>;
#else
using net = network<input<8, 8, 8>, conv2d<8, kernel<3>, groups<4>>>;
#endif
static_assert(net::output_shape.rank > 0);
