// shows: layer 1.main.aux1.1: linear<10> on 8x3x3: reads flat vectors, found
// shows: 8x3x3: write flatten in front
// shows on clang 14: found::layer<1, step::main, step::aux, 1, 1>, linear<10>, found::on<8, 3, 3>,
// shows on clang 14: found::because<reason::not_a_vector>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
using head = auxiliary<max_pool2d<kernel<2>>, linear<10>>;
#else
using head = auxiliary<max_pool2d<kernel<2>>, flatten, linear<10>>;
#endif
using net = network<input<8, 6, 6>, relu, residual<sequential<head, relu>>>;
static_assert(net::output_shape == shape{8, 6, 6});
