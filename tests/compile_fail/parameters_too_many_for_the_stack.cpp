// shows: a set of parameters of 8388608 bytes is more than the 4194304 that may lie on the stack
// shows: (CTNN_MOST_BYTES_ON_STACK): place it statically or on the heap and say so,
// shows: std::make_unique<parameters<...>>(off_stack)
// shows on clang 14: found::bytes<8388608>, found::more_than_the_stack_may_hold<4194304>,
// shows on clang 14: found::so_place_it_elsewhere_and_write_off_stack_in_front
// lines: 12 on g++, 14 on clang
#include <ctnn/ctnn.hpp>

#include <memory>

using namespace ctnn;

using net = network<input<1024>, linear<2048, no_bias>>;

float corner() {
#ifdef WRONG
    parameters<net> weights;
    return weights.data()[0];
#else
    static parameters<net> weights{off_stack};
    const auto others = std::make_unique<parameters<net>>(off_stack);
    return weights.data()[0] + others->data()[0];
#endif
}
