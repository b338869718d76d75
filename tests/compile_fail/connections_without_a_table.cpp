// shows: layer 0: conv2d<2, kernel<3>, connections<table>> on 2x8x8: connections<table> needs a
// shows: member static constexpr bool table::connected[2][2]
// shows on clang 14: found::layer<0>, conv2d<2, kernel<3>, connections<table>>,
// shows on clang 14: found::on<2, 8, 8>, found::because<reason::table_of_wrong_form>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

struct table {
#ifdef WRONG
    static constexpr int connected[2][2] = {{1, 1}, {0, 1}};
#else
    static constexpr bool connected[2][2] = {{1, 1}, {0, 1}};
#endif
};
using net = network<input<2, 8, 8>, conv2d<2, kernel<3>, connections<table>>>;
static_assert(net::output_shape == shape{2, 6, 6});
