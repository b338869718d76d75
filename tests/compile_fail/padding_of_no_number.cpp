// shows: layer 0: conv2d<6, kernel<5>, padding<>> on 1x28x28: padding<> must have one,
// shows: two (vertical, horizontal) or four (top, left, bottom, right) numbers, it has 0
// shows on clang 14: found::layer<0>, conv2d<6, kernel<5>, padding<>>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::option_of_wrong_arity>, found::option_number<2>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<>>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding_same>>;
#endif
static_assert(net::output_shape == shape{6, 28, 28});
