// The mean of every window.
#pragma once

#include <ctnn/layers/pooling.hpp>

namespace ctnn {

// y[c, i, j] = mean over the window at (i S, j S). PyTorch: nn.AvgPool2d (count_include_pad=True,
// its default).
//
// Shape and options: as max_pool2d. Padding counts as zeros, and in the size of the window.
template <class... Options> struct avg_pool2d : detail::pooling_layer<Options...> {
    static constexpr bool backward_reads_input = false;
    static constexpr bool backward_reads_output = false;

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        constexpr kernels::pooling p = avg_pool2d::problem(Form.in[0].image, Form.out.image);
        for_each_sample<Form.samples>([&](auto sample) {
            kernels::average_pool<T, Machine, p>(pass.in[0] + sample * Form.in[0].sample_step,
                                                 pass.out + sample * Form.out.sample_step);
        });
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient) {
            constexpr tensor_form from = Form.out_gradient, to = Form.in_gradient[0];
            constexpr kernels::pooling g = avg_pool2d::problem(to.image, from.image);
            for_each_sample<Form.forward.samples>([&](auto sample) {
                T* const target = pass.in_gradient[0] + sample * to.sample_step;
                if constexpr (!Form.adds_to_in_gradient)
                    avg_pool2d::template clear<T, Machine, to>(target);
                kernels::average_pool_backward<T, Machine, g>(
                    pass.out_gradient + sample * from.sample_step, target);
            });
        }
    }
};

}  // namespace ctnn
