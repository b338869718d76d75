// shows: layer 0: conv1d<6, kernel<5>> on 8: reads sequences (channels, length), found 8:
// shows: put it in front of flatten, or give input<...> two numbers
// shows on clang 14: found::layer<0>, conv1d<6, kernel<5>>, found::on<8>,
// shows on clang 14: found::because<reason::not_a_sequence>,
// shows on clang 14: found::so_put_it_in_front_of_flatten
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<8>, conv1d<6, kernel<5>>>;
#else
using net = network<input<1, 8>, conv1d<6, kernel<5>>>;
#endif
static_assert(net::output_shape == shape{6, 4});
