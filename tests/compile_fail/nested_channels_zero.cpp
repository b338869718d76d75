// shows: layer 0.1.1: conv2d<0, kernel<3>> on 1x8x8: needs at least one channel, found 0
// shows on clang 14: found::layer<0, 1, 1>, conv2d<0, kernel<3>>, found::on<1, 8, 8>,
// shows on clang 14: found::because<reason::number_not_positive>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 8, 8>, sequential<relu, sequential<relu, conv2d<0, kernel<3>>>>>;
#else
using net = network<input<1, 8, 8>, sequential<relu, sequential<relu, conv2d<2, kernel<3>>>>>;
#endif
static_assert(net::output_shape == shape{2, 6, 6});
