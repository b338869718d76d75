// shows: layer 1: padding<2> on 6x24x24: this is an option, it belongs between the < > of
// shows: its layer
// shows on clang 14: found::layer<1>, padding<2>, found::on<6, 24, 24>,
// shows on clang 14: found::because<reason::option_in_place_of_layer>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>>, padding<2>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>>>;
#endif
static_assert(net::output_shape == shape{6, 28, 28});
