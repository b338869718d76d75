// shows: layer 1: global_avg_pool2d on 64: reads images (channels, height, width), found
// shows: 64: put it in front of flatten, or give input<...> three numbers
// shows on clang 14: found::layer<1>, global_avg_pool2d, found::on<64>,
// shows on clang 14: found::because<reason::not_an_image>,
// shows on clang 14: found::so_put_it_in_front_of_flatten
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 8, 8>, flatten, global_avg_pool2d>;
#else
using net = network<input<1, 8, 8>, global_avg_pool2d>;
#endif
static_assert(net::output_shape == shape{1, 1, 1});
