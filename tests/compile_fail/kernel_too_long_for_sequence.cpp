// shows: layer 0: conv1d<4, kernel<11>> on 1x10: (N - F + 2P)/S + 1 with N=10, F=11, P=0,
// shows: S=1: the kernel, 11, is larger than the padded input, 10, in length
// shows on clang 14: found::layer<0>, conv1d<4, kernel<11>>, found::on<1, 10>,
// shows on clang 14: found::because<reason::kernel_larger_than_padded_input>, found::in_length,
// shows on clang 14: found::N<10>, found::F<11>, found::P<0>, found::S<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 10>, conv1d<4, kernel<11>>>;
#else
using net = network<input<1, 10>, conv1d<4, kernel<10>>>;
#endif
static_assert(net::output_shape == shape{4, 1});
