// shows: expect<16, 5, 5>
// shows: 16x10x10
// shows on clang: expect<16, 5, 5>
// shows on clang: 16, 10, 10
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<6, 14, 14>, conv2d<16, kernel<5>>, expect<16, 5, 5>, relu>;
#else
using net = network<input<6, 14, 14>, conv2d<16, kernel<5>>, expect<16, 10, 10>, relu>;
#endif
static_assert(net::output_shape.rank > 0);
