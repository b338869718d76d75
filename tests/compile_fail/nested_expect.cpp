// shows: before layer 0.1.1.2: expect<6, 28, 28> on 8x28x28: expected 6x28x28, found
// shows: 8x28x28
// shows on clang 14: found::before_layer<0, 1, 1, 2>, expect<6, 28, 28>, found::on<8, 28, 28>,
// shows on clang 14: found::because<reason::shape_not_as_expected>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<
    input<1, 28, 28>,
    sequential<
        relu,
        sequential<relu, sequential<conv2d<8, kernel<3>, padding<1>>, relu, expect<6, 28, 28>>,
                   relu>>,
    flatten>;
#else
using net = network<
    input<1, 28, 28>,
    sequential<
        relu,
        sequential<relu, sequential<conv2d<8, kernel<3>, padding<1>>, relu, expect<8, 28, 28>>,
                   relu>>,
    flatten>;
#endif
static_assert(net::output_shape == shape{6272});
