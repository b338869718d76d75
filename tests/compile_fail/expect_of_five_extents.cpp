// shows: before layer 1: expect<1, 1, 1, 28, 28> on 1x28x28: expected 1x1x1x28x28, found
// shows: 1x28x28
// shows on clang 14: found::before_layer<1>, expect<1, 1, 1, 28, 28>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::shape_not_as_expected>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, relu, expect<1, 1, 1, 28, 28>>;
#else
using net = network<input<1, 28, 28>, relu, expect<1, 28, 28>>;
#endif
static_assert(net::output_shape == shape{1, 28, 28});
