// shows: layer 0.1.1.2: float on 8x28x28: this is no layer: it is not derived from
// shows: ctnn::layer
// shows on clang 14: found::layer<0, 1, 1, 2>, float, found::on<8, 28, 28>,
// shows on clang 14: found::because<reason::not_a_layer>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<
    input<1, 28, 28>,
    sequential<relu,
               sequential<relu, sequential<conv2d<8, kernel<3>, padding<1>>, relu, float>, relu>>,
    flatten>;
#else
using net = network<
    input<1, 28, 28>,
    sequential<relu,
               sequential<relu, sequential<conv2d<8, kernel<3>, padding<1>>, relu, relu>, relu>>,
    flatten>;
#endif
static_assert(net::output_shape == shape{6272});
