// shows: layer 1: concat<> on 1x8x8: needs a branch: concat<sequential<...>, ...>
// shows on clang 14: found::layer<1>, concat<>, found::on<1, 8, 8>,
// shows on clang 14: found::because<reason::concat_of_nothing>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 8, 8>, relu, concat<>>;
#else
using net = network<input<1, 8, 8>, relu, concat<relu>>;
#endif
static_assert(net::output_shape == shape{1, 8, 8});
