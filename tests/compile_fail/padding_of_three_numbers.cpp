// shows: layer 0: conv2d<6, kernel<3>, padding<1, 1, 1>> on 1x28x28: padding<1, 1, 1>
// shows: must have one, two (vertical, horizontal) or four (top, left, bottom, right)
// shows: numbers, it has 3
// shows on clang 14: found::layer<0>, conv2d<6, kernel<3>, padding<1, 1, 1>>, found::on<1, 28,
// shows on clang 14: 28>, found::because<reason::option_of_wrong_arity>,
// shows on clang 14: found::option_number<2>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<3>, padding<1, 1, 1>>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<3>, padding<1, 1, 1, 1>>>;
#endif
static_assert(net::output_shape == shape{6, 28, 28});
