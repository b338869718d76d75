// shows: layer 0: residual on 8x28x28: main makes 16x14x14, but shortcut makes 16x28x28: a sum
// shows: needs equal shapes
// shows on clang 14: found::layer<0>, residual_sum, found::on<8, 28, 28>,
// shows on clang 14: found::because<reason::paths_of_different_shapes>,
// shows on clang 14: found::makes<found::extents<16, 14, 14>, found::extents<16, 28, 28>>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using main_path = conv2d<16, kernel<3>, stride<2>, padding<1>, round_down>;
#ifdef WRONG
using block = residual<main_path, conv2d<16, kernel<1>>>;
#else
using block = residual<main_path, conv2d<16, kernel<1>, stride<2>, round_down>>;
#endif
using net = network<input<8, 28, 28>, block>;
static_assert(net::output_shape == shape{16, 14, 14});
