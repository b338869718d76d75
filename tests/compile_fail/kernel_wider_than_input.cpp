// shows: layer 0: conv2d<6, kernel<5>, padding<2, 0>> on 1x28x4: (N - F + 2P)/S + 1 with
// shows: N=4, F=5, P=0, S=1: the kernel, 5, is larger than the padded input, 4, in width
// shows on clang 14: found::layer<0>, conv2d<6, kernel<5>, padding<2, 0>>, found::on<1, 28, 4>,
// shows on clang 14: found::because<reason::kernel_larger_than_padded_input>, found::in_width,
// shows on clang 14: found::N<4>, found::F<5>, found::P<0>, found::S<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 4>, conv2d<6, kernel<5>, padding<2, 0>>>;
#else
using net = network<input<1, 28, 4>, conv2d<6, kernel<5>, padding<2>>>;
#endif
static_assert(net::output_shape == shape{6, 28, 4});
