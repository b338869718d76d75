// shows: layer 0: conv2d<1, kernel<3>, stride<3>> on 1x7x7: (N - F + 2P)/S + 1 with
// shows: N=7, F=3, P=0, S=3 is no whole number in height (4/3 leaves 1): write
// shows: round_down for 2, round_up for 3, or choose P=1
// shows on clang 14: found::layer<0>, conv2d<1, kernel<3>, stride<3>>, found::on<1, 7, 7>,
// shows on clang 14: found::because<reason::stride_does_not_fit>, found::in_height,
// shows on clang 14: found::N<7>, found::F<3>, found::P<0>, found::S<3>, found::remainder<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

// The lecture's stride that does not fit. The example 07_lecture quotes what is shown.
#ifdef WRONG
using net = network<input<1, 7, 7>, conv2d<1, kernel<3>, stride<3>>>;
#else
using net = network<input<1, 7, 7>, conv2d<1, kernel<3>, stride<2>>>;
#endif
static_assert(net::output_shape == shape{1, 3, 3});
