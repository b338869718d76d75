// shows: layer 0.1.1: max_pool2d<kernel<2>, stride<0>> on 1x8x8: the stride is 0 in
// shows: height, it must be 1 or more
// shows on clang 14: found::layer<0, 1, 1>, max_pool2d<kernel<2>, stride<0>>, found::on<1, 8,
// shows on clang 14: 8>, found::because<reason::number_not_positive>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<1, 8, 8>, sequential<relu, sequential<relu, max_pool2d<kernel<2>, stride<0>>>>>;
#else
using net =
    network<input<1, 8, 8>, sequential<relu, sequential<relu, max_pool2d<kernel<2>, stride<1>>>>>;
#endif
static_assert(net::output_shape == shape{1, 7, 7});
