// shows: layer 0.1.1: max_pool1d<kernel<3>, stride<1>, padding<>> on 4x16: padding<> must
// shows: have one or two (before, behind) numbers, it has 0
// shows on clang 14: found::layer<0, 1, 1>, max_pool1d<kernel<3>, stride<1>, padding<>>,
// shows on clang 14: found::on<4, 16>, found::because<reason::option_of_wrong_arity>,
// shows on clang 14: found::option_number<3>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using net =
    network<input<4, 16>,
            sequential<relu, sequential<relu, max_pool1d<kernel<3>, stride<1>, padding<>>>>>;
#else
using net =
    network<input<4, 16>,
            sequential<relu, sequential<relu, max_pool1d<kernel<3>, stride<1>, padding_same>>>>;
#endif
static_assert(net::output_shape == shape{4, 16});
