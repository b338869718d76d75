// shows: input<100000, 100000, 100000> has more than 2147483647 numbers, the most that
// shows: can be addressed
// shows on clang 14: found::because<reason::too_many_numbers_in_input>, input<100000, 100000,
// shows on clang 14: 100000>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<100000, 100000, 100000>, relu>;
#else
using net = network<input<100, 100, 100>, relu>;
#endif
static_assert(net::output_shape == shape{100, 100, 100});
