// shows: layer 0.1.1: linear<100000> on 100000: the weight has more than 2147483647
// shows: numbers, the most that can be addressed
// shows on clang 14: found::layer<0, 1, 1>, linear<100000>, found::on<100000>,
// shows on clang 14: found::because<reason::too_many_numbers_in_parameter>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<100000>, sequential<relu, sequential<relu, linear<100000>>>>;
#else
using net = network<input<100000>, sequential<relu, sequential<relu, linear<1000>>>>;
#endif
static_assert(net::output_shape == shape{1000});
