// shows: layer 0: conv1d<4, kernel<3>, stride<2>> on 3x10: (N - F + 2P)/S + 1 with N=10,
// shows: F=3, P=0, S=2 is no whole number in length (7/2 leaves 1): write round_down for
// shows: 4, round_up for 5, or pad 0 before and 1 behind
// shows on clang 14: found::layer<0>, conv1d<4, kernel<3>, stride<2>>, found::on<3, 10>,
// shows on clang 14: found::because<reason::stride_does_not_fit>, found::in_length,
// shows on clang 14: found::N<10>, found::F<3>, found::P<0>, found::S<2>,
// shows on clang 14: found::remainder<1>, found::so_write_round_down_for<4>,
// shows on clang 14: found::or_round_up_for<5>, found::or_choose_P<0, 1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<3, 10>, conv1d<4, kernel<3>, stride<2>>>;
#else
using net = network<input<3, 11>, conv1d<4, kernel<3>, stride<2>>>;
#endif
static_assert(net::output_shape == shape{4, 5});
