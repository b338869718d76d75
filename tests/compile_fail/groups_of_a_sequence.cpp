// shows: layer 0: conv1d<8, kernel<3>, groups<4>> on 6x16: groups<4> must divide the 6
// shows: input channels and the 8 filters
// shows on clang 14: found::layer<0>, conv1d<8, kernel<3>, groups<4>>, found::on<6, 16>,
// shows on clang 14: found::because<reason::groups_do_not_divide>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<6, 16>, conv1d<8, kernel<3>, groups<4>>>;
#else
using net = network<input<8, 16>, conv1d<8, kernel<3>, groups<4>>>;
#endif
static_assert(net::output_shape == shape{8, 14});
