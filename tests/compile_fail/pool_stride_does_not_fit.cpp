// shows: layer 0: max_pool2d<kernel<2>> on 8x7x7: (N - F + 2P)/S + 1 with N=7, F=2, P=0,
// shows: S=2 is no whole number in height (5/2 leaves 1): write round_down for 3,
// shows: round_up for 4, or pad 0 before and 1 behind
// shows on clang 14: found::layer<0>, max_pool2d<kernel<2>>, found::on<8, 7, 7>,
// shows on clang 14: found::because<reason::stride_does_not_fit>, found::in_height,
// shows on clang 14: found::N<7>, found::F<2>, found::P<0>, found::S<2>, found::remainder<1>,
// shows on clang 14: found::so_write_round_down_for<3>, found::or_round_up_for<4>,
// shows on clang 14: found::or_choose_P<0, 1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<8, 7, 7>, max_pool2d<kernel<2>>>;
#else
using net = network<input<8, 7, 7>, max_pool2d<kernel<2>, round_up>>;
#endif
static_assert(net::output_shape == shape{8, 4, 4});
