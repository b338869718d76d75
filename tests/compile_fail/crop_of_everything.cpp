// shows: layer 0: crop2d<0, 5> on 3x7x9: cuts off more than there is: nothing is left of
// shows: 3x7x9
// shows on clang 14: found::layer<0>, crop2d<0, 5>, found::on<3, 7, 9>,
// shows on clang 14: found::because<reason::nothing_left>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<3, 7, 9>, crop2d<0, 5>>;
#else
using net = network<input<3, 7, 9>, crop2d<0, 4>>;
#endif
static_assert(net::output_shape == shape{3, 7, 1});
