// shows: layer 0.1.1: max_pool2d<kernel<2>, groups<2>> on 1x8x8: groups<2> is no option
// shows: here, this layer takes kernel, stride, padding, round_down/round_up, dilation
// shows on clang 14: found::layer<0, 1, 1>, max_pool2d<kernel<2>, groups<2>>, found::on<1, 8,
// shows on clang 14: 8>, found::because<reason::option_not_taken>, found::option_number<2>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<1, 8, 8>, sequential<relu, sequential<relu, max_pool2d<kernel<2>, groups<2>>>>>;
#else
using net = network<input<1, 8, 8>, sequential<relu, sequential<relu, max_pool2d<kernel<2>>>>>;
#endif
static_assert(net::output_shape == shape{1, 4, 4});
