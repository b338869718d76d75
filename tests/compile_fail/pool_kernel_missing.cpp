// shows: layer 0: max_pool2d<stride<2>> on 1x28x28: a pool needs kernel<...>
// shows on clang 14: found::layer<0>, max_pool2d<stride<2>>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::kernel_missing>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, max_pool2d<stride<2>>>;
#else
using net = network<input<1, 28, 28>, max_pool2d<kernel<2>, stride<2>>>;
#endif
static_assert(net::output_shape == shape{1, 14, 14});
