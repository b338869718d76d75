// shows: layer 0: conv2d<6, kernel<5>, mine::padding<2>> on 1x28x28: mine::padding<2> is
// shows: no option, this layer takes kernel, stride, padding, dilation, groups,
// shows: round_down/round_up, no_bias, flipped_kernel
// shows on clang 14: found::layer<0>, conv2d<6, kernel<5>, mine::padding<2>>, found::on<1,
// shows on clang 14: 28, 28>, found::because<reason::not_an_option>, found::option_number<2>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

namespace mine {

template <int... N> struct padding {};

}  // namespace mine

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, mine::padding<2>>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, ctnn::padding<2>>>;
#endif
static_assert(net::output_shape == shape{6, 28, 28});
