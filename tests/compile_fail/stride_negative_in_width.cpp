// shows: layer 0: max_pool2d<kernel<2>, stride<2, -2>> on 1x28x28: the stride is -2 in
// shows: width, it must be 1 or more
// shows on clang 14: found::layer<0>, max_pool2d<kernel<2>, stride<2, -2>>, found::on<1, 28,
// shows on clang 14: 28>, found::because<reason::number_not_positive>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, max_pool2d<kernel<2>, stride<2, -2>>>;
#else
using net = network<input<1, 28, 28>, max_pool2d<kernel<2>, stride<2, 2>>>;
#endif
static_assert(net::output_shape == shape{1, 14, 14});
