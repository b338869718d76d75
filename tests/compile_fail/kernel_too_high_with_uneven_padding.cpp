// shows: layer 0: conv2d<6, kernel<7, 3>, padding<0, 1, 2, 1>> on 1x4x4: (N - F + P1 +
// shows: P2)/S + 1 with N=4, F=7, P1=0, P2=2, S=1: the kernel, 7, is larger than the
// shows: padded input, 6, in height
// shows on clang 14: found::layer<0>, conv2d<6, kernel<7, 3>, padding<0, 1, 2, 1>>,
// shows on clang 14: found::on<1, 4, 4>,
// shows on clang 14: found::because<reason::kernel_larger_than_padded_input>, found::in_height,
// shows on clang 14: found::N<4>, found::F<7>, found::P<0, 2>, found::S<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 4, 4>, conv2d<6, kernel<7, 3>, padding<0, 1, 2, 1>>>;
#else
using net = network<input<1, 4, 4>, conv2d<6, kernel<7, 3>, padding<1, 1, 2, 1>>>;
#endif
static_assert(net::output_shape == shape{6, 1, 4});
