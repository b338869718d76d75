// shows: layer 0.1.1.2: max_pool2d<kernel<3>> on 8x28x28: (N - F + 2P)/S + 1 with N=28,
// shows: F=3, P=0, S=3 is no whole number in height (25/3 leaves 1): write round_down for
// shows: 9, round_up for 10, or choose P=1
// shows on clang 14: found::layer<0, 1, 1, 2>, max_pool2d<kernel<3>>, found::on<8, 28, 28>,
// shows on clang 14: found::because<reason::stride_does_not_fit>, found::in_height,
// shows on clang 14: found::N<28>, found::F<3>, found::P<0>, found::S<3>,
// shows on clang 14: found::remainder<1>, found::so_write_round_down_for<9>,
// shows on clang 14: found::or_round_up_for<10>, found::or_choose_P<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<
    input<1, 28, 28>,
    sequential<
        relu,
        sequential<relu, sequential<conv2d<8, kernel<3>, padding<1>>, relu, max_pool2d<kernel<3>>>,
                   relu>>,
    flatten>;
#else
using net = network<
    input<1, 28, 28>,
    sequential<
        relu,
        sequential<relu, sequential<conv2d<8, kernel<3>, padding<1>>, relu, max_pool2d<kernel<4>>>,
                   relu>>,
    flatten>;
#endif
static_assert(net::output_shape == shape{392});
