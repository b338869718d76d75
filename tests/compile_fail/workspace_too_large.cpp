// shows: the workspace has more than 2147483647 numbers, the most that can be addressed
// shows on clang 14: found::because<reason::too_many_numbers_in_workspace>, input<1, 30000,
// shows on clang 14: 30000>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 30000, 30000>, conv2d<2, kernel<1>>, conv2d<2, kernel<1>>,
                    conv2d<1, kernel<1>>>;
#else
using net =
    network<input<1, 300, 300>, conv2d<2, kernel<1>>, conv2d<2, kernel<1>>, conv2d<1, kernel<1>>>;
#endif
static_assert(net::output_shape == shape{1, 300, 300});
