// shows: layer 0: conv2d<1, kernel<1>, stride<1000>, padding<100000>, round_down> on
// shows: 1x8x8: the padded input has more than 2147483647 numbers, the most that can be
// shows: addressed
// shows on clang 14: found::layer<0>, conv2d<1, kernel<1>, stride<1000>, padding<100000>,
// shows on clang 14: round_down>, found::on<1, 8, 8>,
// shows on clang 14: found::because<reason::too_many_numbers_in_padded_input>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<1, 8, 8>, conv2d<1, kernel<1>, stride<1000>, padding<100000>, round_down>>;
#else
using net = network<input<1, 8, 8>, conv2d<1, kernel<1>, stride<1000>, padding<1000>, round_down>>;
#endif
static_assert(net::output_shape == shape{1, 3, 3});
