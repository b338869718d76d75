// shows: in input<1, 0, 28> every number must be 1 or more
// shows on clang 14: found::because<reason::number_not_positive>, input<1, 0, 28>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 0, 28>, relu>;
#else
using net = network<input<1, 28, 28>, relu>;
#endif
static_assert(net::output_shape == shape{1, 28, 28});
