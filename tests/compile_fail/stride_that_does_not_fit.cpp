// shows: N=7, F=3, P=0, S=3
// shows: write round_down for 2, round_up for 3
// shows on clang: stride_does_not_fit
// shows on clang: N<7>
// shows on clang: F<3>
// shows on clang: S<3>
// shows on clang: round_down_or_round_up
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 7, 7>, conv2d<4, kernel<3>, stride<3>>>;
#else
using net = network<input<1, 7, 7>, conv2d<4, kernel<3>, stride<3>, round_down>>;
#endif
static_assert(net::output_shape.rank > 0);
