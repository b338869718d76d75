// shows: layer 0.1.1: conv2d<64, kernel<1>> on 1x30000x30000: the output has more than
// shows: 2147483647 numbers, the most that can be addressed
// shows on clang 14: found::layer<0, 1, 1>, conv2d<64, kernel<1>>, found::on<1, 30000,
// shows on clang 14: 30000>, found::because<reason::too_many_numbers_in_output>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<1, 30000, 30000>, sequential<relu, sequential<relu, conv2d<64, kernel<1>>>>>;
#else
using net =
    network<input<1, 30000, 30000>, sequential<relu, sequential<relu, conv2d<1, kernel<1>>>>>;
#endif
static_assert(net::output_shape == shape{1, 30000, 30000});
