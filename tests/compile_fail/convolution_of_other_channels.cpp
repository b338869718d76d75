// shows: correlation of 3x9x9 with the kernel 2x4x3x3: a signal takes a kernel of one extent, a
// shows: picture one of two, one with channels one of two or {filters, its channels, height, width}
// shows on clang 14: found::correlation_of, found::of<3, 9, 9>, found::with_the_kernel,
// shows on clang 14: found::of<2, 4, 3, 3>
// lines: 10 on g++, 15 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using kernels_of_two = tensor<2, 4, 3, 3>;
#else
using kernels_of_two = tensor<2, 3, 3, 3>;
#endif
auto filtered(const tensor<3, 9, 9>& x, const kernels_of_two& w) { return convolve(x, w); }
