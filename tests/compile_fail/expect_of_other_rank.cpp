// shows: before layer 1: expect<1, 28, 28> on 784: expected 1x28x28, found 784
// shows on clang 14: found::before_layer<1>, expect<1, 28, 28>, found::on<784>,
// shows on clang 14: found::because<reason::shape_not_as_expected>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, flatten, expect<1, 28, 28>>;
#else
using net = network<input<1, 28, 28>, flatten, expect<784>>;
#endif
static_assert(net::output_shape == shape{784});
