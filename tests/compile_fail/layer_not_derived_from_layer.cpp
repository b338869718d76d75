// shows: layer 0: halve on 10: this layer must be derived from ctnn::layer
// shows on clang 14: found::layer<0>, halve, found::on<10>,
// shows on clang 14: found::because<reason::layer_not_derived_from_layer>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

#ifdef WRONG
struct halve {
    static constexpr inference infer(const shape& in) { return in; }
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        for (int i = 0; i < 10; ++i) pass.out[i] = pass.in[0][i] / 2;
    }
};
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
