// shows: layer 58: conv2d<8, kernel<30>> on 8x28x28: (N - F + 2P)/S + 1 with N=28, F=30,
// shows: P=0, S=1: the kernel, 30, is larger than the padded input, 28, in height
// shows on clang 14: found::layer<58>, conv2d<8, kernel<30>>, found::on<8, 28, 28>,
// shows on clang 14: found::because<reason::kernel_larger_than_padded_input>, found::in_height,
// shows on clang 14: found::N<28>, found::F<30>, found::P<0>, found::S<1>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net = network<input<1, 28, 28>, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<30>>, relu>;
#else
using net = network<input<1, 28, 28>, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>, padding<1>>, relu, conv2d<8, kernel<3>, padding<1>>, relu,
                    conv2d<8, kernel<3>>, relu>;
#endif
static_assert(net::output_shape == shape{8, 26, 26});
