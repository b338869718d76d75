// shows: layer 0: conv2d<6, kernel<3>, stride<0>> on 1x28x28: the stride is 0 in height,
// shows: it must be 1 or more
// shows on clang 14: found::layer<0>, conv2d<6, kernel<3>, stride<0>>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::number_not_positive>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<3>, stride<0>>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<3>, stride<1>>>;
#endif
static_assert(net::output_shape == shape{6, 26, 26});
