// shows: layer 0.1.1: conv1d<2, kernel<3, 3>> on 4x16: kernel<3, 3> must have one number,
// shows: it has 2
// shows on clang 14: found::layer<0, 1, 1>, conv1d<2, kernel<3, 3>>, found::on<4, 16>,
// shows on clang 14: found::because<reason::option_of_wrong_arity>, found::option_number<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<4, 16>, sequential<relu, sequential<relu, conv1d<2, kernel<3, 3>>>>>;
#else
using net = network<input<4, 16>, sequential<relu, sequential<relu, conv1d<2, kernel<3>>>>>;
#endif
static_assert(net::output_shape == shape{2, 14});
