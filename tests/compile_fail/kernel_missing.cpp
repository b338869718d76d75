// shows: layer 0: conv2d<6> on 1x28x28: a convolution needs kernel<...>
// shows on clang 14: found::layer<0>, conv2d<6>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::kernel_missing>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>>>;
#endif
static_assert(net::output_shape == shape{6, 24, 24});
