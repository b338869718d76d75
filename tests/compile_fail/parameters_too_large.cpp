// shows: the parameters have more than 2147483647 numbers, the most that can be addressed
// shows on clang 14: found::because<reason::too_many_numbers_in_all_parameters>, input<40000>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<40000>, linear<40000>, linear<40000>>;
#else
using net = network<input<400>, linear<400>, linear<400>>;
#endif
static_assert(net::output_shape == shape{400});
