// shows: layer 0: conv2d<8, kernel<3>, groups<0>> on 4x8x8: needs at least one group,
// shows: found 0
// shows on clang 14: found::layer<0>, conv2d<8, kernel<3>, groups<0>>, found::on<4, 8, 8>,
// shows on clang 14: found::because<reason::number_not_positive>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<4, 8, 8>, conv2d<8, kernel<3>, groups<0>>>;
#else
using net = network<input<4, 8, 8>, conv2d<8, kernel<3>, groups<1>>>;
#endif
static_assert(net::output_shape == shape{8, 6, 6});
