// shows: training on 8 samples at once takes more than 2147483647 numbers, the most that can
// shows: be addressed
// shows on clang 14: found::samples_at_once<8>,
// shows on clang 14: found::because<reason::too_many_numbers_in_workspace>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 16000, 16000>, conv2d<2, kernel<1>>, relu>;
#else
using net = network<input<1, 160, 160>, conv2d<2, kernel<1>>, relu>;
#endif
extern trainable<net, 8> model;
void step(batch_view<const float, net::input_shape> X) { model.forward(X); }
