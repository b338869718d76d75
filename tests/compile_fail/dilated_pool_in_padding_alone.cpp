// shows: layer 0: max_pool2d<kernel<2>, stride<1>, dilation<4>, padding<1>> on 1x3x3: a
// shows: window has all its elements in the padding: dilation<...> reaches over the whole
// shows: input
// shows on clang 14: found::layer<0>, max_pool2d<kernel<2>, stride<1>, dilation<4>,
// shows on clang 14: padding<1>>, found::on<1, 3, 3>,
// shows on clang 14: found::because<reason::window_in_padding_alone>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 3, 3>, max_pool2d<kernel<2>, stride<1>, dilation<4>, padding<1>>>;
#else
using net = network<input<1, 3, 3>, max_pool2d<kernel<2>, stride<1>, dilation<2>, padding<1>>>;
#endif
static_assert(net::output_shape == shape{1, 3, 3});
