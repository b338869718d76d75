// shows: input<64, 1, 28, 28> has 4 numbers, it must be input<features>, input<channels,
// shows: length> or input<channels, height, width>
// shows on clang 14: found::because<reason::input_of_wrong_form>, input<64, 1, 28, 28>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<64, 1, 28, 28>, relu>;
#else
using net = network<input<1, 28, 28>, relu>;
#endif
static_assert(net::output_shape == shape{1, 28, 28});
