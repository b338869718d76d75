// shows: these are the parameters of another network: expected no further one, found
// shows: 4.weight of 10x10
// shows on clang 14: found::parameters_of_another_network, found::expected<found::of<>, float>,
// shows on clang 14: found::given<found::of<10, 10>, float>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;
using other = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>, linear<10>>;

#ifdef WRONG
packed_weights<net> make(const parameters<other>& from) { return packed_weights<net>{from}; }
#else
packed_weights<net> make(const parameters<net>& from) { return packed_weights<net>{from}; }
#endif
