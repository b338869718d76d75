// shows: a set of packed weights of 8388608 bytes is more than the 4194304 that may lie on the
// shows: stack (CTNN_MOST_BYTES_ON_STACK): place it statically or on the heap and say so,
// shows: std::make_unique<packed_weights<...>>(off_stack, parameters)
// shows on clang 14: found::bytes<8388608>, found::more_than_the_stack_may_hold<4194304>,
// shows on clang 14: found::so_place_it_elsewhere_and_write_off_stack_in_front
// lines: 12 on g++, 14 on clang
#include <ctnn/ctnn.hpp>

#include <memory>

using namespace ctnn;

using net = network<input<1024>, linear<2048, no_bias>>;

tensor<2048> of(const parameters<net>& weights, const tensor<1024>& x) {
    static workspace<net> memory;
#ifdef WRONG
    const packed_weights<net> packed{weights};
    return predict(packed, memory, x);
#else
    const auto packed = std::make_unique<packed_weights<net>>(off_stack, weights);
    return predict(*packed, memory, x);
#endif
}
