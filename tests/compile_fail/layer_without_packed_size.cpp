// shows: layer 1: scale has no static member packed_size<T, Machine, Form>();
// shows: ctnn/layers/linear.hpp has one
// shows on clang 14: found::layer<1>, scale, found::lacks<member::packed_size>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

// y = factor * x
struct scale : layer {
    static constexpr inference infer(const shape& in) { return in; }
    static constexpr parameter_list parameters(const shape&) {
        parameter_list list;
        list.add({.name = basic_sentence<parameter::longest_name>{"factor"}, .extents = {1}});
        return list;
    }
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        for (int i = 0; i < 10; ++i) pass.out[i] = pass.in[0][i] * *pass.weights;
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        *pass.gradient = 0;
        for (int i = 0; i < 10; ++i) *pass.gradient += pass.in[0][i] * pass.out_gradient[i];
    }
#ifndef WRONG
    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_size() {
        return 1;
    }
#endif
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void pack(const T* parameters, T* packed) noexcept {
        *packed = *parameters;
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr std::int64_t backward_packed_size() {
        return 1;
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void pack_backward(const T* parameters, T* packed) noexcept {
        *packed = *parameters;
    }
    template <backward_form Form> static constexpr std::int64_t gradient_size() { return 1; }
    template <class T, backward_form Form>
    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        *parameters = *gradient;
    }
};
using net = network<input<10>, relu, scale>;
float first(predictor<net>& predict, const tensor<10>& x) { return predict(x)[0]; }
