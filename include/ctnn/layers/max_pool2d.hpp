// The largest number of every window.
#pragma once

#include <ctnn/layers/pooling.hpp>

namespace ctnn {

// y[c, i, j] = max over the window at (i S, j S). PyTorch: nn.MaxPool2d.
//
//     max_pool2d<kernel<2>>                              2x2, stride 2
//     max_pool2d<kernel<3>, stride<2>, padding<1>>       overlapping; padding counts as minus
//     infinity
//
// Shape: {C, H, W} -> {C, (H - F + 2P)/S + 1, (W - F + 2P)/S + 1}; options kernel (required),
// stride (defaults to the kernel), padding (at most half the kernel), round_down, round_up. The
// gradient goes to the first of equal elements in row-major order, as in PyTorch.
template <class... Options> struct max_pool2d : detail::pooling_layer<Options...> {
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        constexpr kernels::pooling p = max_pool2d::problem(Form.in[0].image, Form.out.image);
        for_each_sample<Form.samples>([&](auto sample) {
            kernels::max_pool<T, Machine, p>(pass.in[0] + sample * Form.in[0].sample_step,
                                             pass.out + sample * Form.out.sample_step);
        });
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient) {
            constexpr forward_form there = Form.forward;
            constexpr tensor_form from = Form.out_gradient, to = Form.in_gradient[0];
            constexpr kernels::pooling p = max_pool2d::problem(there.in[0].image, there.out.image);
            constexpr kernels::pooling g = max_pool2d::problem(to.image, from.image);
            for_each_sample<there.samples>([&](auto sample) {
                T* const target = pass.in_gradient[0] + sample * to.sample_step;
                if constexpr (!Form.adds_to_in_gradient)
                    max_pool2d::template clear<T, Machine, to>(target);
                kernels::max_pool_backward<T, Machine, p, g>(
                    pass.in[0] + sample * there.in[0].sample_step,
                    pass.out + sample * there.out.sample_step,
                    pass.out_gradient + sample * from.sample_step, target);
            });
        }
    }
};

}  // namespace ctnn
