// Every pixel becomes a block of equal ones.
#pragma once

#include <ctnn/kernels/pool_backward.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/model/limits.hpp>
#include <ctnn/model/options.hpp>

namespace ctnn {

// y[c, i, j] = x[c, i / vertical, j / horizontal]. PyTorch: nn.Upsample(scale_factor=(vertical,
// horizontal), mode="nearest").
//
//     upsample_nearest2d<2>            twice as high and wide
//     upsample_nearest2d<1, 3>         three times as wide
//
// Shape: {C, H, W} -> {C, vertical H, horizontal W}. The way back sums over each block: forward and
// backward of an average pool that does not divide, exchanged.
template <int... Factors> struct upsample_nearest2d : layer {
    static constexpr bool backward_reads_input = false;
    static constexpr bool backward_reads_output = false;

    static constexpr inference infer(const shape& in) {
        if (given.problem || sizeof...(Factors) == 0)
            return fault{.why = reason::option_of_wrong_arity,
                         .words = sentence{"must have one or two (vertical, horizontal) numbers"}};
        if (blocks.vertical.kernel < 1 || blocks.horizontal.kernel < 1)
            return fault{
                .why = reason::number_not_positive,
                .words = sentence{"its factors must be 1 or more, found ", blocks.vertical.kernel,
                                  " and ", blocks.horizontal.kernel}};
        if (in.rank != 3) return not_an_image(in);
        const std::int64_t height = std::int64_t{in[1]} * blocks.vertical.kernel;
        const std::int64_t width = std::int64_t{in[2]} * blocks.horizontal.kernel;
        if (height > most_numbers || width > most_numbers)
            return too_many(reason::too_many_numbers_in_output, sentence{"the output has"});
        return shape{in[0], static_cast<int>(height), static_cast<int>(width)};
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        for_each_sample<Form.samples>([&](auto sample) {
            kernels::average_pool_backward<T, Machine, problem(Form.out.image, Form.in[0].image),
                                           false>(pass.in[0] + sample * Form.in[0].sample_step,
                                                  pass.out + sample * Form.out.sample_step);
        });
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient) {
            constexpr tensor_form from = Form.out_gradient, to = Form.in_gradient[0];
            for_each_sample<Form.forward.samples>([&](auto sample) {
                kernels::average_pool<T, Machine, problem(from.image, to.image),
                                      Form.adds_to_in_gradient>(
                    pass.out_gradient + sample * from.sample_step,
                    pass.in_gradient[0] + sample * to.sample_step);
            });
        }
    }

  private:
    static constexpr option_list given = read_options<kernel<Factors...>>({option_kind::kernel});
    static constexpr window_pair blocks = read_windows(given, true);

    static constexpr kernels::pooling problem(const layout& large, const layout& small) {
        return {large, small, {blocks.vertical}, {blocks.horizontal}, kernels::divisor::one};
    }
};

}  // namespace ctnn
