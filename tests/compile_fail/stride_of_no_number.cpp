// shows: layer 0: conv2d<6, kernel<3>, stride<>> on 1x28x28: stride<> must have one or
// shows: two (vertical, horizontal) numbers, it has 0
// shows on clang 14: found::layer<0>, conv2d<6, kernel<3>, stride<>>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::option_of_wrong_arity>, found::option_number<2>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<3>, stride<>>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<3>, stride<1>>>;
#endif
static_assert(net::output_shape == shape{6, 26, 26});
