// shows: layer 1: concat on 8x28x28: branch 2 makes 4x26x26, but branch 0 makes 16x28x28: all but
// shows: the channels must be equal
// shows on clang 14: found::layer<1>, concat_join, found::on<8, 28, 28>,
// shows on clang 14: found::because<reason::branches_of_different_sizes>,
// shows on clang 14: found::makes<found::extents<16, 28, 28>, found::extents<4, 26, 26>>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using third = conv2d<4, kernel<3>>;
#else
using third = conv2d<4, kernel<3>, padding<1>>;
#endif
using net = network<input<8, 28, 28>, relu, concat<conv2d<16, kernel<1>>, sequential<>, third>>;
static_assert(net::output_shape == shape{28, 28, 28});
