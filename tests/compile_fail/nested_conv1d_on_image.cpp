// shows: layer 0.1.1: conv1d<6, kernel<5>> on 1x8x8: reads sequences (channels, length),
// shows: found 1x8x8: on images work the layers whose names end in 2d
// shows on clang 14: found::layer<0, 1, 1>, conv1d<6, kernel<5>>, found::on<1, 8, 8>,
// shows on clang 14: found::because<reason::not_a_sequence>,
// shows on clang 14: found::so_take_a_layer_ending_in_2d
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 8, 8>, sequential<relu, sequential<relu, conv1d<6, kernel<5>>>>>;
#else
using net = network<input<1, 8, 8>, sequential<relu, sequential<relu, conv2d<6, kernel<5>>>>>;
#endif
static_assert(net::output_shape == shape{6, 4, 4});
