// shows: layer 0: linear<10> on 4x16: reads flat vectors, found 4x16: write flatten in
// shows: front
// shows on clang 14: found::layer<0>, linear<10>, found::on<4, 16>,
// shows on clang 14: found::because<reason::not_a_vector>, found::so_write_flatten_in_front
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<4, 16>, linear<10>>;
#else
using net = network<input<4, 16>, flatten, linear<10>>;
#endif
static_assert(net::output_shape == shape{10});
