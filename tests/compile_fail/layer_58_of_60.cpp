// shows: layer 58: linear<4> on 3x8x8
// shows on clang: layer<58>, linear<4>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<1, 8, 8>, conv2d<3, kernel<3>, padding<1>>, relu, relu, relu, relu, relu, relu,
            relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu,
            relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu,
            relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu,
            relu, relu, relu, relu, relu, relu, relu, relu, relu, linear<4>, relu>;
#else
using net =
    network<input<1, 8, 8>, conv2d<3, kernel<3>, padding<1>>, relu, relu, relu, relu, relu, relu,
            relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu,
            relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu,
            relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu, relu,
            relu, relu, relu, relu, relu, relu, relu, relu, flatten, linear<4>, relu>;
#endif
static_assert(net::output_shape.rank > 0);
