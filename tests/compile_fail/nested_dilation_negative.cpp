// shows: layer 0.1.1: conv1d<2, kernel<3>, dilation<-2>> on 4x16: the dilation is -2 in
// shows: length, it must be 1 or more
// shows on clang 14: found::layer<0, 1, 1>, conv1d<2, kernel<3>, dilation<-2>>, found::on<4,
// shows on clang 14: 16>, found::because<reason::number_not_positive>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<4, 16>, sequential<relu, sequential<relu, conv1d<2, kernel<3>, dilation<-2>>>>>;
#else
using net =
    network<input<4, 16>, sequential<relu, sequential<relu, conv1d<2, kernel<3>, dilation<2>>>>>;
#endif
static_assert(net::output_shape == shape{2, 12});
