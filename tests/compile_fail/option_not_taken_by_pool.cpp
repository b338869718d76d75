// shows: layer 0: max_pool2d<kernel<2>, no_bias> on 1x28x28: no_bias is no option here,
// shows: this layer takes kernel, stride, padding, round_down/round_up, dilation
// shows on clang 14: found::layer<0>, max_pool2d<kernel<2>, no_bias>, found::on<1, 28, 28>,
// shows on clang 14: found::because<reason::option_not_taken>, found::option_number<2>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, max_pool2d<kernel<2>, no_bias>>;
#else
using net = network<input<1, 28, 28>, max_pool2d<kernel<2>>>;
#endif
static_assert(net::output_shape == shape{1, 14, 14});
