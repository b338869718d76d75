// shows: stride<2>
// shows on clang: option_given_twice
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 9, 9>, conv2d<4, kernel<3>, stride<2>, stride<2>>>;
#else
using net = network<input<1, 9, 9>, conv2d<4, kernel<3>, stride<2>>>;
#endif
static_assert(net::output_shape.rank > 0);
