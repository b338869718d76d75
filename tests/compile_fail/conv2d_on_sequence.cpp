// shows: layer 0: conv2d<6, kernel<5>> on 4x16: reads images (channels, height, width),
// shows: found 4x16: on sequences work the layers whose names end in 1d
// shows on clang 14: found::layer<0>, conv2d<6, kernel<5>>, found::on<4, 16>,
// shows on clang 14: found::because<reason::not_an_image>,
// shows on clang 14: found::so_take_a_layer_ending_in_1d
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<4, 16>, conv2d<6, kernel<5>>>;
#else
using net = network<input<4, 16>, conv1d<6, kernel<5>>>;
#endif
static_assert(net::output_shape == shape{6, 12});
