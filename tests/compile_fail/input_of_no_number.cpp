// shows: input<> has 0 numbers, it must be input<features>, input<channels, length> or
// shows: input<channels, height, width>
// shows on clang 14: found::because<reason::input_of_wrong_form>, input<>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<>, relu>;
#else
using net = network<input<1>, relu>;
#endif
static_assert(net::output_shape == shape{1});
