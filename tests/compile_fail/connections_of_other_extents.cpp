// shows: layer 0: conv2d<3, kernel<3>, connections<table>> on 4x8x8: table::connected[3][3] must be
// shows: [3][4]: a row for every filter, a column for every input channel
// shows on clang 14: found::layer<0>, conv2d<3, kernel<3>, connections<table>>,
// shows on clang 14: found::on<4, 8, 8>, found::because<reason::table_of_wrong_form>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

struct table {
#ifdef WRONG
    static constexpr bool connected[3][3] = {{1, 1, 0}, {0, 1, 1}, {1, 0, 1}};
#else
    static constexpr bool connected[3][4] = {{1, 1, 0, 0}, {0, 1, 1, 0}, {1, 0, 1, 1}};
#endif
};
using net = network<input<4, 8, 8>, conv2d<3, kernel<3>, connections<table>>>;
static_assert(net::output_shape == shape{3, 6, 6});
