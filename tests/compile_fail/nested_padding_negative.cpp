// shows: layer 0.1.1: conv1d<2, kernel<3>, padding<0, -1>> on 4x16: the padding is -1 at
// shows: the end, it must be 0 or more
// shows on clang 14: found::layer<0, 1, 1>, conv1d<2, kernel<3>, padding<0, -1>>,
// shows on clang 14: found::on<4, 16>, found::because<reason::padding_negative>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<4, 16>, sequential<relu, sequential<relu, conv1d<2, kernel<3>, padding<0, -1>>>>>;
#else
using net =
    network<input<4, 16>, sequential<relu, sequential<relu, conv1d<2, kernel<3>, padding<0, 1>>>>>;
#endif
static_assert(net::output_shape == shape{2, 15});
