// shows: 0.0.0.0.0.: linear<2> on 4: this path is too long, nest less deeply
// shows on clang 14: linear<2>, ctnn::found::on<4>,
// shows on clang 14: ctnn::found::because<ctnn::reason::path_too_long>
// lines: 14 on g++, 16 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

template <int Times, class Layer> struct wrapped : wrapped<Times - 1, sequential<Layer>> {};
template <class Layer> struct wrapped<0, Layer> {
    using type = Layer;
};

#ifdef WRONG
using net = network<input<4>, wrapped<31, linear<2>>::type>;
#else
using net = network<input<4>, wrapped<28, linear<2>>::type>;
#endif
static_assert(net::output_shape == shape{2});
