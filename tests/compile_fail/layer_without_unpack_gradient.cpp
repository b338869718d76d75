// shows: layer 0.1: scale has no static member unpack_gradient<T, Form>(gradient,
// shows: parameters); ctnn/layers/linear.hpp has one
// shows on clang 14: found::layer<0, 1>, scale, found::lacks<member::unpack_gradient>
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
    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_size() {
        return 1;
    }
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
#ifndef WRONG
    template <class T, backward_form Form>
    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        *parameters = *gradient;
    }
#endif
};
using net = network<input<10>, sequential<relu, scale>>;
template class ctnn::trainable<net>;
