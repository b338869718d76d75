// shows: layer 0: conv2d<6, kernel<5>, stride<2>> on 1x28x28: (N - F + 2P)/S + 1 with
// shows: N=28, F=5, P=0, S=2 is no whole number in height (23/2 leaves 1): write
// shows: round_down for 12, round_up for 13, or pad 0 before and 1 behind
// shows on clang 14: found::layer<0>, conv2d<6, kernel<5>, stride<2>>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::stride_does_not_fit>, found::in_height,
// shows on clang 14: found::N<28>, found::F<5>, found::P<0>, found::S<2>,
// shows on clang 14: found::remainder<1>, found::so_write_round_down_for<12>,
// shows on clang 14: found::or_round_up_for<13>, found::or_choose_P<0, 1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, stride<2>>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, stride<2>, round_down>>;
#endif
static_assert(net::output_shape == shape{6, 12, 12});
