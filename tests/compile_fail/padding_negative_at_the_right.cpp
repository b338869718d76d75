// shows: layer 0: conv2d<6, kernel<3>, padding<0, 0, 0, -1>> on 1x28x28: the padding is
// shows: -1 at the right, it must be 0 or more
// shows on clang 14: found::layer<0>, conv2d<6, kernel<3>, padding<0, 0, 0, -1>>,
// shows on clang 14: found::on<1, 28, 28>, found::because<reason::padding_negative>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<3>, padding<0, 0, 0, -1>>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<3>, padding<0, 0, 0, 1>>>;
#endif
static_assert(net::output_shape == shape{6, 26, 27});
