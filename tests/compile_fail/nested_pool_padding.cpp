// shows: layer 0.1.1: avg_pool2d<kernel<2>, stride<1>, padding<0, 2>> on 4x8x8: the
// shows: padding of a pool (2, 2) must be at most half its kernel (2)
// shows on clang 14: found::layer<0, 1, 1>, avg_pool2d<kernel<2>, stride<1>, padding<0, 2>>,
// shows on clang 14: found::on<4, 8, 8>, found::because<reason::padding_over_half_the_kernel>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<4, 8, 8>,
            sequential<relu, sequential<relu, avg_pool2d<kernel<2>, stride<1>, padding<0, 2>>>>>;
#else
using net =
    network<input<4, 8, 8>,
            sequential<relu, sequential<relu, avg_pool2d<kernel<2>, stride<1>, padding<0, 1>>>>>;
#endif
static_assert(net::output_shape == shape{4, 7, 9});
