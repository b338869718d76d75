// The base of the layers that turn every number into one: they differ in two lines each.
#pragma once

#include <ctnn/kernels/rows.hpp>
#include <ctnn/layers/pass.hpp>

namespace ctnn {

// `Function` has two members:
//   template <class V> static constexpr V value(V x);                    y = f(x)
//   template <class V> static constexpr V gradient(V y, V dy, V before); before + dL/dx from y and
//   dL/dy
// The result may be written over the input, because the way back needs the output alone.
template <class Function> struct elementwise : layer {
    static constexpr placement output = placement::in_place;

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
            for_each_sample<Form.forward.samples>([&](auto sample) {
                kernels::map<T, Machine, Form.adds_to_in_gradient, Form.forward.out.image,
                             Form.out_gradient.image, Form.in_gradient[0].image>(
                    pass.out + sample * Form.forward.out.sample_step,
                    pass.out_gradient + sample * Form.out_gradient.sample_step,
                    pass.in_gradient[0] + sample * Form.in_gradient[0].sample_step,
                    [](auto y, auto dy, auto before) { return Function::gradient(y, dy, before); });
            });
        }
    }
};

}  // namespace ctnn
