// shows: layer 1: max_pool2d<kernel<2>> on 784: reads images (channels, height, width),
// shows: found 784: put it in front of flatten, or give input<...> three numbers
// shows on clang 14: found::layer<1>, max_pool2d<kernel<2>>, found::on<784>,
// shows on clang 14: found::because<reason::not_an_image>,
// shows on clang 14: found::so_put_it_in_front_of_flatten
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, flatten, max_pool2d<kernel<2>>>;
#else
using net = network<input<1, 28, 28>, max_pool2d<kernel<2>>, flatten>;
#endif
static_assert(net::output_shape == shape{196});
