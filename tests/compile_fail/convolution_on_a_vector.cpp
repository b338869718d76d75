// shows: layer 1: conv2d<6, kernel<5>> on 784
// shows on clang: layer<1>, conv2d<6, kernel<5>>
// shows on clang: not_an_image
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, flatten, conv2d<6, kernel<5>>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>>, flatten>;
#endif
static_assert(net::output_shape.rank > 0);
