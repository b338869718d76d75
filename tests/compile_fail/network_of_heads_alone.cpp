// shows: a network needs a layer behind input<8> that is no auxiliary head
// shows on clang 14: found::because<reason::no_layer>, ctnn::input<8>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<8>, auxiliary<linear<4>>>;
#else
using net = network<input<8>, auxiliary<linear<4>>, relu>;
#endif
static_assert(net::output_shape == shape{8});
