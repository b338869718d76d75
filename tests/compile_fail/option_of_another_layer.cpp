// shows: layer 0: linear<4, kernel<3>> on 3: kernel<3> is no option here, this layer
// shows: takes no_bias
// shows on clang 14: found::layer<0>, linear<4, kernel<3>>, found::on<3>,
// shows on clang 14: found::because<reason::option_not_taken>, found::option_number<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<3>, linear<4, kernel<3>>>;
#else
using net = network<input<3>, linear<4, no_bias>>;
#endif
static_assert(net::output_shape == shape{4});
