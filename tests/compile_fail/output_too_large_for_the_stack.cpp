// shows: an output of 8388608 bytes is more than the 4194304 that may lie on the stack
// shows: (CTNN_MOST_BYTES_ON_STACK): place it statically or on the heap and say so, static
// shows: tensor<...> output, and call net(input, output) or predict(weights, workspace, input,
// shows: output)
// shows on clang 14: found::bytes<8388608>, found::more_than_the_stack_may_hold<4194304>,
// shows on clang 14: found::so_place_it_elsewhere_and_write_off_stack_in_front
// lines: 12 on g++, 15 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<2, 512, 512>, conv2d<8, kernel<3>, padding<1>>>;

float of(predictor<net>& larger, const tensor<2, 512, 512>& x) {
#ifdef WRONG
    return larger(x)(0, 0, 0);
#else
    static tensor<8, 512, 512> y;
    larger(x, y);
    return y(0, 0, 0);
#endif
}
