// shows: layer 0: batch_norm2d on 16: reads images (channels, height, width), found 16:
// shows: put it in front of flatten, or give input<...> three numbers
// shows on clang 14: found::layer<0>, batch_norm2d, found::on<16>,
// shows on clang 14: found::because<reason::not_an_image>,
// shows on clang 14: found::so_put_it_in_front_of_flatten
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<16>, batch_norm2d>;
#else
using net = network<input<16>, batch_norm1d>;
#endif
static_assert(net::output_shape == shape{16});
