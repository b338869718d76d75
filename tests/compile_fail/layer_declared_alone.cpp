// shows: layer 0: halve on 10: declared but not defined, an #include may be missing
// shows on clang 14: found::layer<0>, halve, found::on<10>,
// shows on clang 14: found::because<reason::layer_declared_alone>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
struct halve;
#else
struct halve : layer {
    static constexpr inference infer(const shape& in) { return in; }
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        for (int i = 0; i < 10; ++i) pass.out[i] = pass.in[0][i] / 2;
    }
};
#endif
using net = network<input<10>, halve>;
static_assert(net::output_shape == shape{10});
