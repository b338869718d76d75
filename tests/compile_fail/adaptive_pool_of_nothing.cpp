// shows: layer 0: adaptive_avg_pool2d<2, 0> on 4x8x8: needs at least one window, found 0
// shows on clang 14: found::layer<0>, adaptive_avg_pool2d<2, 0>, found::on<4, 8, 8>,
// shows on clang 14: found::because<reason::number_not_positive>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<4, 8, 8>, adaptive_avg_pool2d<2, 0>>;
#else
using net = network<input<4, 8, 8>, adaptive_avg_pool2d<2, 1>>;
#endif
static_assert(net::output_shape == shape{4, 2, 1});
