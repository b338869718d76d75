// shows: before layer 0.1.1: expect<8, 8, 1> on 1x8x8: expected 8x8x1, found 1x8x8
// shows on clang 14: found::before_layer<0, 1, 1>, expect<8, 8, 1>, found::on<1, 8, 8>,
// shows on clang 14: found::because<reason::shape_not_as_expected>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 8, 8>, sequential<relu, sequential<relu, expect<8, 8, 1>>>>;
#else
using net = network<input<1, 8, 8>, sequential<relu, sequential<relu, expect<1, 8, 8>>>>;
#endif
static_assert(net::output_shape == shape{1, 8, 8});
