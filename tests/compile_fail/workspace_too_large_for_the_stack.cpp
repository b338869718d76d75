// shows: a workspace of
// shows: bytes is more than the 4194304 that may lie on the stack
// shows: (CTNN_MOST_BYTES_ON_STACK): place it statically or on the heap and say so, static
// shows: workspace<...> memory{off_stack}
// shows on clang 14: found::more_than_the_stack_may_hold<4194304>,
// shows on clang 14: found::so_place_it_elsewhere_and_write_off_stack_in_front
// lines: 12 on g++, 14 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<3, 512, 512>, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<2, kernel<3>, padding<1>>, flatten, linear<1>>;

tensor<1> of(const packed_weights<net>& weights, const tensor<3, 512, 512>& x) {
#ifdef WRONG
    workspace<net> memory;
#else
    static workspace<net> memory{off_stack};
#endif
    return predict(weights, memory, x);
}
