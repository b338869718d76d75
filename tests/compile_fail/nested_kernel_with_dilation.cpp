// shows: layer 0.1.1: conv2d<4, kernel<5>, dilation<2>> on 1x8x8: (N - F + 2P)/S + 1 with
// shows: N=8, F=9 (kernel 5, dilation 2), P=0, S=1: the kernel, 9, is larger than the
// shows: padded input, 8, in height
// shows on clang 14: found::layer<0, 1, 1>, conv2d<4, kernel<5>, dilation<2>>, found::on<1,
// shows on clang 14: 8, 8>, found::because<reason::kernel_larger_than_padded_input>,
// shows on clang 14: found::in_height, found::N<8>, found::F_with_dilation<9>, found::P<0>,
// shows on clang 14: found::S<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<1, 8, 8>, sequential<relu, sequential<relu, conv2d<4, kernel<5>, dilation<2>>>>>;
#else
using net =
    network<input<1, 8, 8>, sequential<relu, sequential<relu, conv2d<4, kernel<4>, dilation<2>>>>>;
#endif
static_assert(net::output_shape == shape{4, 2, 2});
