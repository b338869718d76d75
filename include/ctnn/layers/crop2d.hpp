// The middle of an image.
#pragma once

#include <ctnn/layers/frame.hpp>

namespace ctnn {

// y[c, i, j] = x[c, i + top, j + left]. PyTorch: nn.ZeroPad2d with negative numbers, in the order
// left, right, top, bottom.
//
//     crop2d<1>                1 off every side
//     crop2d<0, 0, 1, 1>       1 off bottom and right
//
// Shape: {C, H, W} -> {C, H - top - bottom, W - left - right}; at least one pixel must be left.
// Numbers as zero_pad2d's.
template <int... Sides> struct crop2d : detail::frame<Sides...> {
    static constexpr inference infer(const shape& in) {
        if (const fault found = crop2d::mistake(in)) return found;
        constexpr border sides = crop2d::sides;
        const std::int64_t height = std::int64_t{in[1]} - sides.top - sides.bottom;
        const std::int64_t width = std::int64_t{in[2]} - sides.left - sides.right;
        if (height < 1 || width < 1)
            return fault{.why = reason::nothing_left,
                         .words = sentence{"cuts off more than there is: nothing is left of ", in}};
        return shape{in[0], static_cast<int>(height), static_cast<int>(width)};
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        crop2d::template take<T, Machine, Form.samples, Form.in[0], Form.out, false>(pass.in[0],
                                                                                     pass.out);
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient)
            crop2d::template put<T, Machine, Form.forward.samples, Form.out_gradient,
                                 Form.in_gradient[0], Form.adds_to_in_gradient>(
                pass.out_gradient, pass.in_gradient[0]);
    }
};

}  // namespace ctnn
