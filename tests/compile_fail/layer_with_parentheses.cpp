// shows: layer 0: relu() on 3: this is the type of a function, write the layer without (
// shows: )
// shows on clang 19: layer 0: relu () on 3: this is the type of a function, write the
// shows on clang 19: layer without ( )
// shows on clang 14: found::layer<0>, relu (), found::on<3>,
// shows on clang 14: found::because<reason::function_in_place_of_layer>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<3>, relu()>;
#else
using net = network<input<3>, relu>;
#endif
static_assert(net::output_shape == shape{3});
