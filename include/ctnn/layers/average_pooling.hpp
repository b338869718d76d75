// What the pools that keep each window's average share: everything but the windows.
#pragma once

#include <ctnn/kernels/pool_backward.hpp>
#include <ctnn/kernels/pool_planes.hpp>
#include <ctnn/layers/pooling.hpp>

namespace ctnn::detail {

template <class Windows> struct average_pooling : Windows {
    static constexpr bool backward_reads_input = false;
    static constexpr bool backward_reads_output = false;

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        constexpr kernels::pooling p = Windows::problem(Form.in[0].image, Form.out.image);
        for_each_sample<Form.samples>([&](auto sample) {
            const T* const in = pass.in[0] + sample * Form.in[0].sample_step;
            T* const out = pass.out + sample * Form.out.sample_step;
            const kernels::row_range made = rows_to_make<Form>(pass);
            if constexpr (p.in.planar()) {
                kernels::average_pool_planes<T, Machine, p>(in, out, made);
            } else {
                kernels::average_pool<T, Machine, p, false>(in, out, made);
            }
        });
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient) {
            constexpr tensor_form from = Form.out_gradient, to = Form.in_gradient[0];
            constexpr kernels::pooling g = Windows::problem(to.image, from.image);
            for_each_sample<Form.forward.samples>([&](auto sample) {
                T* const target = pass.in_gradient[0] + sample * to.sample_step;
                if constexpr (!Form.adds_to_in_gradient && !g.tiles())
                    kernels::clear_image<T, Machine, to.image>(target);
                constexpr bool add = Form.adds_to_in_gradient || !g.tiles();
                kernels::average_pool_backward<T, Machine, g, add>(
                    pass.out_gradient + sample * from.sample_step, target);
            });
        }
    }
};

}  // namespace ctnn::detail
