// Scores become shares of 1.
#pragma once

#include <ctnn/kernels/softmax.hpp>
#include <ctnn/layers/pass.hpp>

namespace ctnn {

// y[i] = e^x[i] / Σ e^x[j] over the channels: of the vector, or of every pixel of an image.
// PyTorch: nn.Softmax(dim=1) on a batch.
//
// Shape: any, unchanged. Only differences of scores matter; large ones do not overflow.
struct softmax : layer {
    static constexpr placement output = placement::in_place;
    static constexpr bool backward_reads_input = false;

    static constexpr inference infer(const shape& in) { return in; }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        constexpr layout in = Form.in[0].image, out = Form.out.image;
        for_each_vector_of<in, Form.samples>([&](auto sample, int row, int column) {
            kernels::softmax<T, Machine, length_of(in)>(
                pass.in[0] + sample * Form.in[0].sample_step + in.at(0, row, column),
                pass.out + sample * Form.out.sample_step + out.at(0, row, column));
        });
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient) {
            constexpr layout out = Form.forward.out.image, from = Form.out_gradient.image,
                             to = Form.in_gradient[0].image;
            for_each_vector_of<out, Form.forward.samples>([&](auto sample, int row, int column) {
                kernels::softmax_backward<T, Machine, length_of(out), Form.adds_to_in_gradient>(
                    pass.out + sample * Form.forward.out.sample_step + out.at(0, row, column),
                    pass.out_gradient + sample * Form.out_gradient.sample_step +
                        from.at(0, row, column),
                    pass.in_gradient[0] + sample * Form.in_gradient[0].sample_step +
                        to.at(0, row, column));
            });
        }
    }

  private:
    // A flattened image is one vector, an image one for every pixel.
    static constexpr int length_of(const layout& form) {
        return form.flat ? form.element_count() : form.channels;
    }

    template <layout Form, int Samples, class Body>
    static constexpr void for_each_vector_of(Body&& body) {
        constexpr int rows = Form.flat ? 1 : Form.height, columns = Form.flat ? 1 : Form.width;
        for_each_sample<Samples>([&](auto sample) {
            for (int row = 0; row < rows; ++row)
                for (int column = 0; column < columns; ++column) body(sample, row, column);
        });
    }
};

}  // namespace ctnn
