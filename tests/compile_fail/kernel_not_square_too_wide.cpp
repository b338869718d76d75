// shows: layer 0: conv2d<6, kernel<4, 10>> on 1x8x8: (N - F + 2P)/S + 1 with N=8, F=10,
// shows: P=0, S=1: the kernel, 10, is larger than the padded input, 8, in width
// shows on clang 14: found::layer<0>, conv2d<6, kernel<4, 10>>, found::on<1, 8, 8>,
// shows on clang 14: found::because<reason::kernel_larger_than_padded_input>, found::in_width,
// shows on clang 14: found::N<8>, found::F<10>, found::P<0>, found::S<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 8, 8>, conv2d<6, kernel<4, 10>>>;
#else
using net = network<input<1, 8, 8>, conv2d<6, kernel<4, 8>>>;
#endif
static_assert(net::output_shape == shape{6, 5, 1});
