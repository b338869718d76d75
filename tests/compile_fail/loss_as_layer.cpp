// shows: layer 1: basic_mse_loss<> on 2: this is no layer: it is not derived from
// shows: ctnn::layer
// shows on clang 14: found::layer<1>, basic_mse_loss<{128, 16}>, found::on<2>,
// shows on clang 14: found::because<reason::not_a_layer>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<3>, linear<2>, mse_loss>;
#else
using net = network<input<3>, linear<2>>;
#endif
static_assert(net::output_shape == shape{2});
