// shows: before layer 2: expect<6, 28, 28> on 6x24x24: expected 6x28x28, found 6x24x24
// shows on clang 14: found::before_layer<2>, expect<6, 28, 28>, found::on<6, 24, 24>,
// shows on clang 14: found::because<reason::shape_not_as_expected>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>>, relu, expect<6, 28, 28>, flatten>;
#else
using net =
    network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>>, relu, expect<6, 28, 28>, flatten>;
#endif
static_assert(net::output_shape == shape{4704});
