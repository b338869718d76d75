// shows: layer 0: max_pool2d<kernel<2>> on 4x16: reads images (channels, height, width),
// shows: found 4x16: on sequences work the layers whose names end in 1d
// shows on clang 14: found::layer<0>, max_pool2d<kernel<2>>, found::on<4, 16>,
// shows on clang 14: found::because<reason::not_an_image>,
// shows on clang 14: found::so_take_a_layer_ending_in_1d
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<4, 16>, max_pool2d<kernel<2>>>;
#else
using net = network<input<4, 16>, max_pool1d<kernel<2>>>;
#endif
static_assert(net::output_shape == shape{4, 8});
