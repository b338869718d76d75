// shows: layer 0: rbf<2, fixed_centres<codes>> on 3: codes::centres[2][4] must be [2][3]: a row for
// shows: every class, a column for every number of the input
// shows on clang 14: found::layer<0>, rbf<2, fixed_centres<codes>>, found::on<3>,
// shows on clang 14: found::because<reason::table_of_wrong_form>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

struct codes {
#ifdef WRONG
    static constexpr int centres[2][4] = {{1, -1, 1, 1}, {-1, 1, 1, -1}};
#else
    static constexpr int centres[2][3] = {{1, -1, 1}, {-1, 1, 1}};
#endif
};
using net = network<input<3>, rbf<2, fixed_centres<codes>>>;
static_assert(net::output_shape == shape{2});
