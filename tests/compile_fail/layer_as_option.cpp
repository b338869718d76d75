// shows: layer 0: conv2d<6, kernel<5>, relu> on 1x28x28: relu is a layer and no option,
// shows: it belongs behind the > of this layer
// shows on clang 14: found::layer<0>, conv2d<6, kernel<5>, relu>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::not_an_option>, found::option_number<2>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, relu>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>>, relu>;
#endif
static_assert(net::output_shape == shape{6, 24, 24});
