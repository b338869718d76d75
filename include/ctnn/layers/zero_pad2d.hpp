// Zeros around an image.
#pragma once

#include <ctnn/layers/frame.hpp>
#include <ctnn/model/limits.hpp>

namespace ctnn {

// y[c, i, j] = x[c, i - top, j - left], zeros outside x. PyTorch: nn.ZeroPad2d, whose order is
// left, right, top, bottom.
//
//     zero_pad2d<1>                1 on every side
//     zero_pad2d<1, 2>             1 at top and bottom, 2 left and right
//     zero_pad2d<0, 0, 1, 1>       top, left, bottom, right
//
// Shape: {C, H, W} -> {C, top + H + bottom, left + W + right}. A convolution's own padding costs
// nothing; this layer copies the image.
template <int... Sides> struct zero_pad2d : detail::frame<Sides...> {
    static constexpr inference infer(const shape& in) {
        if (const fault found = zero_pad2d::mistake(in)) return found;
        constexpr border sides = zero_pad2d::sides;
        if (too_many_numbers(in, sides))
            return too_many(reason::too_many_numbers_in_output, sentence{"the output has"});
        return shape{in[0], sides.top + in[1] + sides.bottom, sides.left + in[2] + sides.right};
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        zero_pad2d::template put<T, Machine, Form.samples, Form.in[0], Form.out, false>(pass.in[0],
                                                                                        pass.out);
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient)
            zero_pad2d::template take<T, Machine, Form.forward.samples, Form.out_gradient,
                                      Form.in_gradient[0], Form.adds_to_in_gradient>(
                pass.out_gradient, pass.in_gradient[0]);
    }
};

}  // namespace ctnn
