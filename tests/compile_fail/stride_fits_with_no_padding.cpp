// shows: layer 0: conv2d<4, kernel<1>, stride<5>> on 1x9x9: (N - F + 2P)/S + 1 with N=9,
// shows: F=1, P=0, S=5 is no whole number in height (8/5 leaves 3): write round_down for
// shows: 2, round_up for 2
// shows on clang 14: found::layer<0>, conv2d<4, kernel<1>, stride<5>>, found::on<1, 9, 9>,
// shows on clang 14: found::because<reason::stride_does_not_fit>, found::in_height,
// shows on clang 14: found::N<9>, found::F<1>, found::P<0>, found::S<5>, found::remainder<3>,
// shows on clang 14: found::so_write_round_down_for<2>, found::or_round_up_for<2>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 9, 9>, conv2d<4, kernel<1>, stride<5>>>;
#else
using net = network<input<1, 9, 9>, conv2d<4, kernel<1>, stride<5>, round_down>>;
#endif
static_assert(net::output_shape == shape{4, 2, 2});
