// shows: layer 0: linear<-4> on 3: needs at least one feature, found -4
// shows on clang 14: found::layer<0>, linear<-4>, found::on<3>,
// shows on clang 14: found::because<reason::number_not_positive>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<3>, linear<-4>>;
#else
using net = network<input<3>, linear<4>>;
#endif
static_assert(net::output_shape == shape{4});
