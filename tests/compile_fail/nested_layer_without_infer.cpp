// shows: layer 0.1.1: halve on 10: this layer lacks `static constexpr inference
// shows: infer(const shape& in)`, which says what it makes of an input
// shows on clang 14: found::layer<0, 1, 1>, halve, found::on<10>,
// shows on clang 14: found::because<reason::layer_without_infer>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
struct halve : layer {
    static constexpr shape output_of(const shape& in) { return in; }
};
#else
struct halve : layer {
    static constexpr inference infer(const shape& in) { return in; }
};
#endif
using net = network<input<10>, sequential<relu, sequential<relu, halve>>>;
static_assert(net::output_shape == shape{10});
