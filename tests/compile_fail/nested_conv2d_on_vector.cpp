// shows: layer 0.1.1: conv2d<6, kernel<5>> on 784: reads images (channels, height,
// shows: width), found 784: put it in front of flatten, or give input<...> three numbers
// shows on clang 14: found::layer<0, 1, 1>, conv2d<6, kernel<5>>, found::on<784>,
// shows on clang 14: found::because<reason::not_an_image>,
// shows on clang 14: found::so_put_it_in_front_of_flatten
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<784>, sequential<relu, sequential<relu, conv2d<6, kernel<5>>>>>;
#else
using net = network<input<784>, sequential<relu, sequential<relu, linear<6>>>>;
#endif
static_assert(net::output_shape == shape{6});
