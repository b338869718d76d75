// shows: correlation of 4x4 with the kernel 3x5: the kernel is larger, which leaves no valid
// shows: position
// shows on clang 14: found::correlation_of, found::of<4, 4>, found::with_the_kernel,
// shows on clang 14: found::of<3, 5>
// lines: 10 on g++, 15 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
constexpr mode how = mode::valid;
#else
constexpr mode how = mode::same;
#endif
auto filtered(const tensor<4, 4>& x, const tensor<3, 5>& w) { return correlate<how>(x, w); }
