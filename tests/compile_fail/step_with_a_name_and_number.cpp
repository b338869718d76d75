// shows: layer 1.branch1.1: linear<10> on 1x8x8: reads flat vectors, found 1x8x8: write
// shows: flatten in front
// shows on clang 14: found::layer<1, step::branch, 1, 1>, linear<10>, found::on<1, 8, 8>,
// shows on clang 14: found::because<reason::not_a_vector>, found::so_write_flatten_in_front
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

// A composite whose steps have names with numbers.
template <class Layer> struct second_branch {
    using leaves = leaves_of<Layer>;

    template <int Capacity>
    static constexpr int append_to(graph<Capacity>& into, int value, const layer_path& path) {
        return append<Layer>(into, value, layer_path{path, ".branch1"});
    }
};

#ifdef WRONG
using last = linear<10>;
#else
using last = flatten;
#endif
using net = network<input<1, 8, 8>, relu, second_branch<sequential<relu, last>>>;
static_assert(net::output_shape == shape{64});
