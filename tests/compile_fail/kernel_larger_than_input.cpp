// shows: layer 0: conv2d<6, kernel<5>> on 1x4x28: (N - F + 2P)/S + 1 with N=4, F=5, P=0,
// shows: S=1: the kernel, 5, is larger than the padded input, 4, in height
// shows on clang 14: found::layer<0>, conv2d<6, kernel<5>>, found::on<1, 4, 28>,
// shows on clang 14: found::because<reason::kernel_larger_than_padded_input>, found::in_height,
// shows on clang 14: found::N<4>, found::F<5>, found::P<0>, found::S<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 4, 28>, conv2d<6, kernel<5>>>;
#else
using net = network<input<1, 5, 28>, conv2d<6, kernel<5>>>;
#endif
static_assert(net::output_shape == shape{6, 1, 24});
