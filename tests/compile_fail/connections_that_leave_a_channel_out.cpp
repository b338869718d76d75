// shows: layer 0: conv2d<2, kernel<3>, connections<table>> on 3x8x8: in table::connected input
// shows: channel 2 is seen by no filter
// shows on clang 14: found::layer<0>, conv2d<2, kernel<3>, connections<table>>,
// shows on clang 14: found::on<3, 8, 8>, found::because<reason::not_connected>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

struct table {
#ifdef WRONG
    static constexpr bool connected[2][3] = {{1, 1, 0}, {0, 1, 0}};
#else
    static constexpr bool connected[2][3] = {{1, 1, 0}, {0, 1, 1}};
#endif
};
using net = network<input<3, 8, 8>, conv2d<2, kernel<3>, connections<table>>>;
static_assert(net::output_shape == shape{2, 6, 6});
