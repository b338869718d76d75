// shows: layer 0: conv2d<6, kernel<1, 2, 3>> on 1x28x28: kernel<1, 2, 3> must have one or
// shows: two (vertical, horizontal) numbers, it has 3
// shows on clang 14: found::layer<0>, conv2d<6, kernel<1, 2, 3>>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::option_of_wrong_arity>, found::option_number<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<1, 2, 3>>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<2, 3>>>;
#endif
static_assert(net::output_shape == shape{6, 27, 26});
