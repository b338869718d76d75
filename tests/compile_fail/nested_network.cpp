// shows: layer 0.1.1: network<input<1, 28, 28>, relu> on 1x28x28: this is a network,
// shows: write sequential<...> with its layers
// shows on clang 14: found::layer<0, 1, 1>, network<input<1, 28, 28>, relu>, found::on<1, 28,
// shows on clang 14: 28>, found::because<reason::network_in_place_of_sequential>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<1, 28, 28>, sequential<relu, sequential<relu, network<input<1, 28, 28>, relu>>>>;
#else
using net = network<input<1, 28, 28>, sequential<relu, sequential<relu, sequential<relu>>>>;
#endif
static_assert(net::output_shape == shape{1, 28, 28});
