// shows: layer 0.1.1: conv2d<6, kernel<3>, groups<4>> on 4x8x8: groups<4> must divide the
// shows: 4 input channels and the 6 filters
// shows on clang 14: found::layer<0, 1, 1>, conv2d<6, kernel<3>, groups<4>>, found::on<4, 8,
// shows on clang 14: 8>, found::because<reason::groups_do_not_divide>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<4, 8, 8>, sequential<relu, sequential<relu, conv2d<6, kernel<3>, groups<4>>>>>;
#else
using net =
    network<input<4, 8, 8>, sequential<relu, sequential<relu, conv2d<8, kernel<3>, groups<4>>>>>;
#endif
static_assert(net::output_shape == shape{8, 6, 6});
