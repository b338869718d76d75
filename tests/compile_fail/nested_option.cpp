// shows: layer 0.1.1: padding<2> on 1x28x28: this is an option, it belongs between the <
// shows: > of its layer
// shows on clang 14: found::layer<0, 1, 1>, padding<2>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::option_in_place_of_layer>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, sequential<relu, sequential<relu, padding<2>>>>;
#else
using net = network<input<1, 28, 28>, sequential<relu, sequential<relu, zero_pad2d<2>>>>;
#endif
static_assert(net::output_shape == shape{1, 32, 32});
