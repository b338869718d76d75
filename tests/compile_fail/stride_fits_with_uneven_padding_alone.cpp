// shows: layer 0: conv2d<4, kernel<3>, stride<2>> on 3x8x8: (N - F + 2P)/S + 1 with N=8,
// shows: F=3, P=0, S=2 is no whole number in height (5/2 leaves 1): write round_down for
// shows: 3, round_up for 4, or pad 0 before and 1 behind
// shows on clang 14: found::layer<0>, conv2d<4, kernel<3>, stride<2>>, found::on<3, 8, 8>,
// shows on clang 14: found::because<reason::stride_does_not_fit>, found::in_height,
// shows on clang 14: found::N<8>, found::F<3>, found::P<0>, found::S<2>, found::remainder<1>,
// shows on clang 14: found::so_write_round_down_for<3>, found::or_round_up_for<4>,
// shows on clang 14: found::or_choose_P<0, 1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<3, 8, 8>, conv2d<4, kernel<3>, stride<2>>>;
#else
using net = network<input<3, 8, 8>, conv2d<4, kernel<3>, stride<2>, padding<0, 0, 1, 1>>>;
#endif
static_assert(net::output_shape == shape{4, 4, 4});
