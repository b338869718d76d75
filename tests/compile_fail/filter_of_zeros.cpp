// shows: a filter needs a tap that is not zero: this kernel makes every picture black
// shows on clang 14: found::filter_kernel_of_zeros
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
constexpr tensor<3, 3> kernel_of_filter{0, 0, 0, 0, 0, 0, 0, 0, 0};
#else
constexpr tensor<3, 3> kernel_of_filter{0, 0, 0, 0, 0, 0, 0, 0, 1};
#endif
tensor<8, 8> filtered(const tensor<8, 8>& x) { return filter<kernel_of_filter>{}(x); }
