// shows: layer 0: conv2d<1, kernel<1>, padding<2000000000>> on 1x8x8: the output has more
// shows: than 2147483647 numbers, the most that can be addressed
// shows on clang 14: found::layer<0>, conv2d<1, kernel<1>, padding<2000000000>>, found::on<1,
// shows on clang 14: 8, 8>, found::because<reason::too_many_numbers_in_output>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 8, 8>, conv2d<1, kernel<1>, padding<2000000000>>>;
#else
using net = network<input<1, 8, 8>, conv2d<1, kernel<1>, padding<1>>>;
#endif
static_assert(net::output_shape == shape{1, 10, 10});
