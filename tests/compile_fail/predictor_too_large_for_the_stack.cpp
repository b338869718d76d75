// shows: a predictor of 8388672 bytes is more than the 4194304 that may lie on the stack
// shows: (CTNN_MOST_BYTES_ON_STACK): place it statically or on the heap and say so,
// shows: std::make_unique<predictor<...>>(off_stack, weights), or place packed_weights and
// shows: workspace where you like and call predict(weights, workspace, input)
// shows on clang 14: found::bytes<8388672>, found::more_than_the_stack_may_hold<4194304>,
// shows on clang 14: found::so_place_it_elsewhere_and_write_off_stack_in_front
// lines: 12 on g++, 14 on clang
#include <ctnn/ctnn.hpp>

#include <memory>

using namespace ctnn;

using net = network<input<1024>, linear<2048, no_bias>>;

tensor<2048> of(const parameters<net>& weights, const tensor<1024>& x) {
#ifdef WRONG
    predictor<net> large{weights};
    return large(x);
#else
    const auto large = std::make_unique<predictor<net>>(off_stack, weights);
    return (*large)(x);
#endif
}
