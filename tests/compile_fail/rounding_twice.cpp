// shows: layer 0: conv2d<6, kernel<5>, stride<2>, round_down, round_up> on 1x28x28:
// shows: round_up comes after another round_down/round_up, give one
// shows on clang 14: found::layer<0>, conv2d<6, kernel<5>, stride<2>, round_down, round_up>,
// shows on clang 14: found::on<1, 28, 28>, found::because<reason::option_given_twice>,
// shows on clang 14: found::option_number<4>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, stride<2>, round_down, round_up>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, stride<2>, round_up>>;
#endif
static_assert(net::output_shape == shape{6, 13, 13});
