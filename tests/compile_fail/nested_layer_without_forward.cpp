// shows: layer 0.1.1: halve has no static member forward<T, Machine, Form>(pass);
// shows: ctnn/layers/flatten.hpp has one
// shows on clang 14: found::layer<0, 1, 1>, halve, found::lacks<member::forward>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

struct halve : layer {
    static constexpr inference infer(const shape& in) { return in; }
#ifdef WRONG
    template <class T> static constexpr T forward(T x) { return x / 2; }
#else
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        for (int i = 0; i < 10; ++i) pass.out[i] = pass.in[0][i] / 2;
    }
#endif
};
using net = network<input<10>, sequential<relu, sequential<relu, halve>>>;
float first(predictor<net>& predict, const tensor<10>& x) { return predict(x)[0]; }
