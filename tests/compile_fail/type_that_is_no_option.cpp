// shows: layer 0: conv2d<6, kernel<5>, int> on 1x28x28: int is no option, this layer
// shows: takes kernel, stride, padding, dilation, groups, round_down/round_up, no_bias,
// shows: flipped_kernel
// shows on clang 14: found::layer<0>, conv2d<6, kernel<5>, int>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::not_an_option>, found::option_number<2>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, int>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, no_bias>>;
#endif
static_assert(net::output_shape == shape{6, 24, 24});
