// shows: the parameters: expected float, found double
// shows on clang 14: found::parameters_of_another_type, found::expected<found::of<>, float>,
// shows on clang 14: found::given<found::of<>, double>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;

#ifdef WRONG
using numbers = double;
#else
using numbers = float;
#endif
predictor<net> make(const parameters<net, numbers>& from) { return predictor<net>{from}; }
