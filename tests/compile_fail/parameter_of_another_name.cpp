// shows: no parameter of the network is called 0.wieght, did you mean 0.weight? It has
// shows: 0.weight, 0.bias, 3.weight, 3.bias
// shows on clang 14: found::no_parameter_has_this_name, found::did_you_mean<'0', '.', 'w', 'e',
// shows on clang 14: 'i', 'g', 'h', 't'>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 8, 8>, conv2d<4, kernel<3>>, relu, flatten, linear<10>>;

#ifdef WRONG
float first(const parameters<net>& p) { return get<"0.wieght">(p)(0, 0, 0, 0); }
#else
float first(const parameters<net>& p) { return get<"0.weight">(p)(0, 0, 0, 0); }
#endif
