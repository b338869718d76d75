// shows: layer 0: rbf<10> on 4x2x2: reads flat vectors, found 4x2x2: write flatten in front
// shows on clang 14: found::layer<0>, rbf<10>, found::on<4, 2, 2>,
// shows on clang 14: found::because<reason::not_a_vector>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<4, 2, 2>, rbf<10>>;
#else
using net = network<input<4, 2, 2>, flatten, rbf<10>>;
#endif
static_assert(net::output_shape == shape{10});
