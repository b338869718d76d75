// shows: layer 0.1.1: max_pool1d<kernel<2>> on 4x9: (N - F + 2P)/S + 1 with N=9, F=2,
// shows: P=0, S=2 is no whole number in length (7/2 leaves 1): write round_down for 4,
// shows: round_up for 5, or pad 0 before and 1 behind
// shows on clang 14: found::layer<0, 1, 1>, max_pool1d<kernel<2>>, found::on<4, 9>,
// shows on clang 14: found::because<reason::stride_does_not_fit>, found::in_length,
// shows on clang 14: found::N<9>, found::F<2>, found::P<0>, found::S<2>, found::remainder<1>,
// shows on clang 14: found::so_write_round_down_for<4>, found::or_round_up_for<5>,
// shows on clang 14: found::or_choose_P<0, 1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<4, 9>, sequential<relu, sequential<relu, max_pool1d<kernel<2>>>>>;
#else
using net = network<input<4, 9>, sequential<relu, sequential<relu, max_pool1d<kernel<3>>>>>;
#endif
static_assert(net::output_shape == shape{4, 3});
