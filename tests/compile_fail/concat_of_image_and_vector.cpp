// shows: layer 0: concat on 8x1x1: branch 1 makes 8, but branch 0 makes 4x1x1: all but the
// shows: channels must be equal
// shows on clang 14: found::layer<0>, concat_join, found::on<8, 1, 1>,
// shows on clang 14: found::because<reason::branches_of_different_sizes>,
// shows on clang 14: found::makes<found::extents<4, 1, 1>, found::extents<8>>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<8, 1, 1>, concat<conv2d<4, kernel<1>>, flatten>>;
#else
using net = network<input<8, 1, 1>, concat<conv2d<4, kernel<1>>, sequential<>>>;
#endif
static_assert(net::output_shape == shape{12, 1, 1});
