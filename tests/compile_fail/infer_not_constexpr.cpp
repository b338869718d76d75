// shows: layer 0.0: halve on 10: `infer` of this layer must be constexpr
// shows on clang 14: found::layer<0, 0>, halve, found::on<10>,
// shows on clang 14: found::because<reason::layer_with_infer_not_constexpr>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
struct halve : layer {
    static inference infer(const shape& in) { return in; }
};
#else
struct halve : layer {
    static constexpr inference infer(const shape& in) { return in; }
};
#endif
using net = network<input<10>, sequential<halve, relu>>;
static_assert(net::output_shape == shape{10});
