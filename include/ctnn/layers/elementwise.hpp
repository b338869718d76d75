// The base of the layers that turn every number into one: they differ in two lines each.
#pragma once

#include <ctnn/kernels/rows.hpp>
#include <ctnn/layers/pass.hpp>

namespace ctnn {

// `Function` has two members, written for vectors V:
//   value(V x)                         y = f(x)
//   gradient(V known, V dy, V before)  before + dy f'(x), fused
// where `known` is y, or x if `Function` is an elementwise<Function, known_is::input>. Knowing the
// output is better: then it may be written over the input while training, too.
enum class known_is { input, output };

template <class Function, known_is Known = known_is::output> struct elementwise : layer {
    static constexpr placement output = placement::in_place;
    static constexpr bool is_function = true;
    // A few instructions, worth writing out for every register of a tile? `Function` may say so.
    static constexpr bool is_short = false;
    static constexpr bool backward_reads_input = Known == known_is::input;
    static constexpr bool backward_reads_output = Known == known_is::output;

    static constexpr planes uses_planes(const shape&) { return planes::follows; }

    static constexpr inference infer(const shape& in) { return in; }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        for_each_sample<Form.samples>([&](auto sample) {
            kernels::map<T, Machine, Form.in[0].image, Form.out.image>(
                pass.in[0] + sample * Form.in[0].sample_step,
                pass.out + sample * Form.out.sample_step,
                [](auto x) { return Function::value(x); });
        });
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient) {
            constexpr bool by_input = Known == known_is::input;
            constexpr tensor_form known = by_input ? Form.forward.in[0] : Form.forward.out;
            const T* const values = by_input ? pass.in[0] : pass.out;
            for_each_sample<Form.forward.samples>([&](auto sample) {
                kernels::map<T, Machine, Form.adds_to_in_gradient, known.image,
                             Form.out_gradient.image, Form.in_gradient[0].image>(
                    values + sample * known.sample_step,
                    pass.out_gradient + sample * Form.out_gradient.sample_step,
                    pass.in_gradient[0] + sample * Form.in_gradient[0].sample_step,
                    [](auto x, auto dy, auto before) { return Function::gradient(x, dy, before); });
            });
        }
    }
};

}  // namespace ctnn
