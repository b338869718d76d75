// shows: layer 1: linear<10> on 6x24x24: reads flat vectors, found 6x24x24: write flatten
// shows: in front
// shows on clang 14: found::layer<1>, linear<10>, found::on<6, 24, 24>,
// shows on clang 14: found::because<reason::not_a_vector>, found::so_write_flatten_in_front
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>>, linear<10>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>>, flatten, linear<10>>;
#endif
static_assert(net::output_shape == shape{10});
