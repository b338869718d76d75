// shows: layer 0: network<input<1, 28, 28>, relu> on 1x28x28: this is a network, write
// shows: sequential<...> with its layers
// shows on clang 14: found::layer<0>, network<input<1, 28, 28>, relu>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::network_in_place_of_sequential>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, network<input<1, 28, 28>, relu>, relu>;
#else
using net = network<input<1, 28, 28>, sequential<relu>, relu>;
#endif
static_assert(net::output_shape == shape{1, 28, 28});
