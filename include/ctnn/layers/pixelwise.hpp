// The base of the layers that turn the channels of every pixel into as many others: they differ in
// two functions each.
#pragma once

#include <ctnn/kernels/channels.hpp>
#include <ctnn/layers/elementwise.hpp>

namespace ctnn {

// `Function` has two members, both for one vector of `Channels` numbers: of a pixel, or the whole
// of a vector or flattened image.
//   forward_pixel<T, Machine, Channels>(x, y)                  y = f(x), also where y is x
//   backward_pixel<T, Machine, Channels, Add>(known, dy, dx)   dL/dx, added to dx where Add
// `known` is y or x, as in `elementwise`.
template <class Function, known_is Known = known_is::output> struct pixelwise : layer {
    static constexpr placement output = placement::in_place;
    static constexpr bool backward_reads_input = Known == known_is::input;
    static constexpr bool backward_reads_output = Known == known_is::output;

    static constexpr inference infer(const shape& in) { return in; }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        constexpr tensor_form in = Form.in[0], out = Form.out;
        for_each_sample<Form.samples>([&](auto sample) {
            kernels::for_each_pixel<in.image>([&](int row, int column) {
                Function::template forward_pixel<T, Machine, kernels::channels_of(in.image)>(
                    pass.in[0] + sample * in.sample_step + in.image.at(0, row, column),
                    pass.out + sample * out.sample_step + out.image.at(0, row, column));
            });
        });
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient) {
            constexpr bool by_input = Known == known_is::input;
            constexpr tensor_form known = by_input ? Form.forward.in[0] : Form.forward.out,
                                  from = Form.out_gradient, to = Form.in_gradient[0];
            const T* const values = by_input ? pass.in[0] : pass.out;
            for_each_sample<Form.forward.samples>([&](auto sample) {
                kernels::for_each_pixel<known.image>([&](int row, int column) {
                    Function::template backward_pixel<T, Machine, kernels::channels_of(known.image),
                                                      Form.adds_to_in_gradient>(
                        values + sample * known.sample_step + known.image.at(0, row, column),
                        pass.out_gradient + sample * from.sample_step +
                            from.image.at(0, row, column),
                        pass.in_gradient[0] + sample * to.sample_step +
                            to.image.at(0, row, column));
                });
            });
        }
    }
};

}  // namespace ctnn
