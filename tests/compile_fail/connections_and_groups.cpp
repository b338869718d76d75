// shows: layer 0: conv2d<2, kernel<3>, connections<table>, groups<2>> on 2x8x8: groups<2> is no
// shows: option here
// shows on clang 14: found::layer<0>, conv2d<2, kernel<3>, connections<table>, groups<2>>,
// shows on clang 14: found::on<2, 8, 8>, found::because<reason::option_not_taken>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

struct table {
    static constexpr bool connected[2][2] = {{1, 1}, {0, 1}};
};
#ifdef WRONG
using net = network<input<2, 8, 8>, conv2d<2, kernel<3>, connections<table>, groups<2>>>;
#else
using net = network<input<2, 8, 8>, conv2d<2, kernel<3>, connections<table>>>;
#endif
static_assert(net::output_shape == shape{2, 6, 6});
