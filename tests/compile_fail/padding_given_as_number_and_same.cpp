// shows: layer 0: conv2d<6, kernel<5>, padding<2>, padding_same> on 1x28x28: padding_same
// shows: comes after another padding, give one
// shows on clang 14: found::layer<0>, conv2d<6, kernel<5>, padding<2>, padding_same>,
// shows on clang 14: found::on<1, 28, 28>, found::because<reason::option_given_twice>,
// shows on clang 14: found::option_number<3>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>, padding_same>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding_same>>;
#endif
static_assert(net::output_shape == shape{6, 28, 28});
