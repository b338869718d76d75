// An image becomes a vector.
#pragma once

#include <ctnn/kernels/copy.hpp>
#include <ctnn/kernels/rows.hpp>
#include <ctnn/layers/pass.hpp>

namespace ctnn {

// y[(c H + h) W + w] = x[c, h, w]. PyTorch: nn.Flatten.
//
// Shape: {C, H, W} -> {C H W}. Costs nothing: the numbers stay where they are, and the layers
// behind it know their order. (They are copied where another reader wants zeros around the image.)
struct flatten : layer {
    static constexpr placement output = placement::view;
    static constexpr bool backward_reads_input = false;
    static constexpr bool backward_reads_output = false;

    // What lies behind sums in the order of its input, and training knows pixels alone: from planes,
    // predictions would have other bits.
    static constexpr planes uses_planes(const shape& in) {
        return in.rank == 1 ? planes::follows : planes::none;
    }

    static constexpr inference infer(const shape& in) { return shape{static_cast<int>(in.size())}; }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        if (pass.in[0] == pass.out) return;
        copy<T, Machine, Form.samples, Form.in[0], Form.out, false>(pass.in[0], pass.out);
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient) {
            if (pass.in_gradient[0] == pass.out_gradient) return;
            copy<T, Machine, Form.forward.samples, Form.out_gradient, Form.in_gradient[0],
                 Form.adds_to_in_gradient>(pass.out_gradient, pass.in_gradient[0]);
        }
    }

  private:
    template <class T, simd::target Machine, int Samples, tensor_form From, tensor_form To,
              bool Add>
    static constexpr void copy(const T* from, T* to) noexcept {
        for_each_sample<Samples>([&](auto sample) {
            kernels::copy_image<T, Machine, Add, From.image, To.image>(
                from + sample * From.sample_step, to + sample * To.sample_step);
        });
    }
};

}  // namespace ctnn
