// shows: layer 0: conv2d<4, kernel<3, 9>> on 1x8x8
// shows: in width
// shows on clang: layer<0>, conv2d<4, kernel<3, 9>>
// shows on clang: in_width
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 8, 8>, conv2d<4, kernel<3, 9>>>;
#else
using net = network<input<1, 8, 9>, conv2d<4, kernel<3, 9>>>;
#endif
static_assert(net::output_shape.rank > 0);
