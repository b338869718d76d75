// shows: layer 2.1.0: conv2d<2, kernel<9>> on 4x8x8
// shows on clang: layer<2, 1, 0>, conv2d<2, kernel<9>>, found::on<4, 8, 8>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 8, 8>, conv2d<4, kernel<3>, padding<1>>, relu,
                    sequential<relu, sequential<conv2d<2, kernel<9>>>>>;
#else
using net = network<input<1, 8, 8>, conv2d<4, kernel<3>, padding<1>>, relu,
                    sequential<relu, sequential<conv2d<2, kernel<8>>>>>;
#endif
static_assert(net::output_shape.rank > 0);
