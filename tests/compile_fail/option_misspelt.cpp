// shows on g++: 'paddings' was not declared in this scope
// shows on clang: use of undeclared identifier 'paddings'
// errors: 4 on g++, 2 on clang
// lines: 12 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

// A name that nobody declared is an error of the language, whose words are the compiler's.
#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, paddings<2>>>;
#else
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>>>;
#endif
static_assert(net::output_shape == shape{6, 28, 28});
