// shows: layer 1.0.0.branches.1.main.0: conv2d<8, kernel<3>> on 8x2x2: (N - F + 2P)/S + 1
// shows: with N=2, F=3, P=0, S=1: the kernel, 3, is larger than the padded input, 2, in height
// shows on clang 14: found::layer<1, 0, 0, step::branches, 1, step::main, 0>,
// shows on clang 14: conv2d<8, kernel<3>>, found::on<8, 2, 2>,
// shows on clang 14: found::because<reason::kernel_larger_than_padded_input>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using first = conv2d<8, kernel<3>>;
#else
using first = conv2d<8, kernel<3>, padding<1>>;
#endif
using block = concat<relu, residual<sequential<first, relu>, sequential<>>>;
using net = network<input<8, 2, 2>, relu, repeat<2, sequential<block, conv2d<8, kernel<1>>>>>;
static_assert(net::output_shape == shape{8, 2, 2});
