// shows: layer 0.1.1.2: linear<10> on 8x28x28: reads flat vectors, found 8x28x28: write
// shows: flatten in front
// shows on clang 14: found::layer<0, 1, 1, 2>, linear<10>, found::on<8, 28, 28>,
// shows on clang 14: found::because<reason::not_a_vector>, found::so_write_flatten_in_front
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<
    input<1, 28, 28>,
    sequential<
        relu,
        sequential<relu, sequential<conv2d<8, kernel<3>, padding<1>>, relu, linear<10>>, relu>>>;
#else
using net = network<
    input<1, 28, 28>,
    sequential<
        relu,
        sequential<relu, sequential<conv2d<8, kernel<3>, padding<1>>, relu, flatten, linear<10>>,
                   relu>>>;
#endif
static_assert(net::output_shape == shape{10});
