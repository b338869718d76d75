// shows: a trainable of 5253376 bytes is more than the 4194304 that may lie on the stack
// shows: (CTNN_MOST_BYTES_ON_STACK): place it statically or on the heap and say so,
// shows: std::make_unique<trainable<...>>(off_stack, seed)
// shows on clang 14: found::bytes<5253376>, found::more_than_the_stack_may_hold<4194304>,
// shows on clang 14: found::so_place_it_elsewhere_and_write_off_stack_in_front
// lines: 12 on g++, 14 on clang
#include <ctnn/ctnn.hpp>

#include <memory>

using namespace ctnn;

using net = network<input<512>, linear<512, no_bias>>;

tensor<512> of(const tensor<512>& x) {
#ifdef WRONG
    trainable<net> large{1};
    return large.forward(x);
#else
    const auto large = std::make_unique<trainable<net>>(off_stack, 1);
    return large->forward(x);
#endif
}
