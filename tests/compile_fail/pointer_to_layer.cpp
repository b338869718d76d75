// shows: layer 0: linear<2>* on 3: this is no layer: it is not derived from ctnn::layer
// shows on clang 19: layer 0: linear<2> * on 3: this is no layer: it is not derived from
// shows on clang 19: ctnn::layer
// shows on clang 14: found::layer<0>, linear<2> *, found::on<3>,
// shows on clang 14: found::because<reason::not_a_layer>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<3>, linear<2>*>;
#else
using net = network<input<3>, linear<2>>;
#endif
static_assert(net::output_shape == shape{2});
