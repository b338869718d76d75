// shows: layer 3: conv2d<16, kernel<5>> on 6x4x4: (N - F + 2P)/S + 1 with N=4, F=5, P=0, S=1
// shows on clang: layer<3>, conv2d<16, kernel<5>>, found::on<6, 4, 4>
// shows on clang: kernel_larger_than_padded_input
// shows on clang: N<4>
// shows on clang: F<5>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 12, 12>, conv2d<6, kernel<5>, padding<2>>, relu, max_pool2d<kernel<3>>,
                    conv2d<16, kernel<5>>>;
#else
using net = network<input<1, 15, 15>, conv2d<6, kernel<5>, padding<2>>, relu, max_pool2d<kernel<3>>,
                    conv2d<16, kernel<5>>>;
#endif
static_assert(net::output_shape.rank > 0);
