// shows: these are the parameters of another network: expected 0.weight of 4x1x3x3, found
// shows: 0.weight of 4x1x5x5
// shows on clang 14: found::parameters_of_another_network, found::expected<found::of<4, 1, 3,
// shows on clang 14: 3>, float>, found::given<found::of<4, 1, 5, 5>, float>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;
using other = network<input<1, 8, 8>, conv2d<4, kernel<5>>, relu, flatten, linear<10>>;

#ifdef WRONG
predictor<net> make(const parameters<other>& from) { return predictor<net>{from}; }
#else
predictor<net> make(const parameters<net>& from) { return predictor<net>{from}; }
#endif
