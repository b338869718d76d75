// shows: dilation<2>
// shows on clang: option_not_taken
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 8, 8>, avg_pool2d<kernel<2>, dilation<2>>>;
#else
using net = network<input<1, 8, 8>, avg_pool2d<kernel<2>>>;
#endif
static_assert(net::output_shape.rank > 0);
