// shows: layer 1: max_pool2d<kernel<3>> on 6x2x2: (N - F + 2P)/S + 1 with N=2, F=3, P=0,
// shows: S=3: the kernel, 3, is larger than the padded input, 2, in height
// shows on clang 14: found::layer<1>, max_pool2d<kernel<3>>, found::on<6, 2, 2>,
// shows on clang 14: found::because<reason::kernel_larger_than_padded_input>, found::in_height,
// shows on clang 14: found::N<2>, found::F<3>, found::P<0>, found::S<3>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<27>>, max_pool2d<kernel<3>>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<26>>, max_pool2d<kernel<3>>>;
#endif
static_assert(net::output_shape == shape{6, 1, 1});
