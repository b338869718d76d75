// shows: layer 0: conv2d<2, kernel<3>, connections<table>> on 2x8x8: in table::connected filter 1
// shows: sees no input channel
// shows on clang 14: found::layer<0>, conv2d<2, kernel<3>, connections<table>>,
// shows on clang 14: found::on<2, 8, 8>, found::because<reason::not_connected>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

struct table {
#ifdef WRONG
    static constexpr bool connected[2][2] = {{1, 1}, {0, 0}};
#else
    static constexpr bool connected[2][2] = {{1, 1}, {0, 1}};
#endif
};
using net = network<input<2, 8, 8>, conv2d<2, kernel<3>, connections<table>>>;
static_assert(net::output_shape == shape{2, 6, 6});
