// shows: layer 0: subsample2d<kernel<2>, dilation<2>> on 6x8x8: dilation<2> is no option here, this
// shows: layer takes kernel, stride, padding, round_down/round_up"
// shows on clang: layer 0: subsample2d<kernel<2>, dilation<2>> on 6x8x8: dilation<2> is no option
// shows on clang: here, this layer takes kernel, stride, padding, round_down/round_up
// shows on clang 14: found::layer<0>, subsample2d<kernel<2>, dilation<2>>, found::on<6, 8, 8>,
// shows on clang 14: found::because<reason::option_not_taken>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<6, 8, 8>, subsample2d<kernel<2>, dilation<2>>>;
#else
using net = network<input<6, 8, 8>, subsample2d<kernel<2>>>;
#endif
static_assert(net::output_shape == shape{6, 4, 4});
