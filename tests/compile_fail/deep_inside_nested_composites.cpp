// shows: layer 0.1.1.2: conv2d<8, kernel<31>, padding<1>> on 8x28x28: (N - F + 2P)/S + 1
// shows: with N=28, F=31, P=1, S=1: the kernel, 31, is larger than the padded input, 30,
// shows: in height
// shows on clang 14: found::layer<0, 1, 1, 2>, conv2d<8, kernel<31>, padding<1>>, found::on<8,
// shows on clang 14: 28, 28>, found::because<reason::kernel_larger_than_padded_input>,
// shows on clang 14: found::in_height, found::N<28>, found::F<31>, found::P<1>, found::S<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>,
                    sequential<relu, sequential<relu,
                                                sequential<conv2d<8, kernel<3>, padding<1>>, relu,
                                                           conv2d<8, kernel<31>, padding<1>>>,
                                                relu>>,
                    flatten>;
#else
using net = network<input<1, 28, 28>,
                    sequential<relu, sequential<relu,
                                                sequential<conv2d<8, kernel<3>, padding<1>>, relu,
                                                           conv2d<8, kernel<30>, padding<1>>>,
                                                relu>>,
                    flatten>;
#endif
static_assert(net::output_shape == shape{8});
