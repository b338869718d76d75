// shows: layer 0.1.1.2: max_pool2d<kernel<2>, kernel<2>> on 8x28x28: kernel<2> comes
// shows: after another kernel, give one
// shows on clang 14: found::layer<0, 1, 1, 2>, max_pool2d<kernel<2>, kernel<2>>, found::on<8,
// shows on clang 14: 28, 28>, found::because<reason::option_given_twice>,
// shows on clang 14: found::option_number<2>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>,
                    sequential<relu, sequential<relu,
                                                sequential<conv2d<8, kernel<3>, padding<1>>, relu,
                                                           max_pool2d<kernel<2>, kernel<2>>>,
                                                relu>>,
                    flatten>;
#else
using net = network<
    input<1, 28, 28>,
    sequential<
        relu,
        sequential<relu, sequential<conv2d<8, kernel<3>, padding<1>>, relu, max_pool2d<kernel<2>>>,
                   relu>>,
    flatten>;
#endif
static_assert(net::output_shape == shape{1568});
