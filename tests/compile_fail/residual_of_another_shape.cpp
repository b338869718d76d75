// shows: layer 1: residual on 8x28x28: main makes 16x28x28, but the input it is added to is
// shows: 8x28x28: give residual<main, shortcut> a shortcut that makes 16x28x28
// shows on clang 14: found::layer<1>, residual_sum, found::on<8, 28, 28>,
// shows on clang 14: found::because<reason::paths_of_different_shapes>,
// shows on clang 14: found::makes<found::extents<16, 28, 28>, found::extents<8, 28, 28>>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using block = residual<conv2d<16, kernel<3>, padding<1>>>;
#else
using block = residual<conv2d<8, kernel<3>, padding<1>>>;
#endif
using net = network<input<1, 28, 28>, conv2d<8, kernel<3>, padding<1>>, block, relu, flatten>;
static_assert(net::output_shape == shape{6272});
