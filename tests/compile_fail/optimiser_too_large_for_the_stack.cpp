// shows: an optimiser of 8388640 bytes is more than the 4194304 that may lie on the stack
// shows: (CTNN_MOST_BYTES_ON_STACK): place it statically or on the heap and say so,
// shows: std::make_unique<sgd<...>>(off_stack, sgd_options{...})
// shows on clang 14: found::bytes<8388640>, found::more_than_the_stack_may_hold<4194304>,
// shows on clang 14: found::so_place_it_elsewhere_and_write_off_stack_in_front
// lines: 12 on g++, 14 on clang
#include <ctnn/ctnn.hpp>

#include <memory>

using namespace ctnn;

using net = network<input<1024>, linear<2048, no_bias>>;

double rate() {
#ifdef WRONG
    const sgd<net> optimiser{{.learning_rate = 0.1}};
    return optimiser.options.learning_rate;
#else
    const auto optimiser = std::make_unique<sgd<net>>(off_stack, sgd_options{.learning_rate = 0.1});
    return optimiser->options.learning_rate;
#endif
}
