// shows: the kernel of a filter must be a tensor<height, width>, it is one of
// shows: 1x3x3
// shows on clang 14: found::kernel_of_a_filter, found::of<1, 3, 3>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
constexpr tensor<1, 3, 3> kernel_of_filter{0, 1, 0, 1, -4, 1, 0, 1, 0};
#else
constexpr tensor<3, 3> kernel_of_filter{0, 1, 0, 1, -4, 1, 0, 1, 0};
#endif
tensor<8, 8> filtered(const tensor<8, 8>& x) { return filter<kernel_of_filter>{}(x); }
