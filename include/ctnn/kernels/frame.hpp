// An image in, the same with rows and columns more or fewer around it out.
#pragma once

#include <ctnn/kernels/rows.hpp>

namespace ctnn::kernels {

// What is left of an image without the pixels of `cut` at its sides; its first number lies at
// form.at(0, cut.top, cut.left).
constexpr layout part_of(layout form, const border& cut) {
    form.height -= cut.top + cut.bottom;
    form.width -= cut.left + cut.right;
    form.edge.top += cut.top;
    form.edge.left += cut.left;
    form.edge.bottom += cut.bottom;
    form.edge.right += cut.right;
    form.gap += cut.left + cut.right;
    return form;
}

// inner = the part of `outer` within `frame`.
template <class T, simd::target Machine, layout Outer, border Frame, layout Inner, bool Add>
constexpr void take_from_frame(const T* outer, T* inner) noexcept {
    copy_image<T, Machine, Add, part_of(Outer, Frame), Inner>(
        outer + Outer.at(0, Frame.top, Frame.left), inner);
}

// The part of `outer` within `frame` = inner.
template <class T, simd::target Machine, layout Outer, border Frame, layout Inner, bool Add>
constexpr void put_into_frame(const T* inner, T* outer) noexcept {
    copy_image<T, Machine, Add, Inner, part_of(Outer, Frame)>(
        inner, outer + Outer.at(0, Frame.top, Frame.left));
}

// Zeros over the part of an image within `cut`.
template <class T, simd::target Machine, layout Form, border Cut>
constexpr void clear_part(T* image) noexcept {
    clear_image<T, Machine, part_of(Form, Cut)>(image + Form.at(0, Cut.top, Cut.left));
}

// Zeros over the frame: the rows above and below the inner part, and what lies beside it.
template <class T, simd::target Machine, layout Outer, border Frame>
constexpr void clear_frame(T* outer) noexcept {
    constexpr border above{.bottom = Outer.height - Frame.top},
        below{.top = Outer.height - Frame.bottom},
        left{.top = Frame.top, .bottom = Frame.bottom, .right = Outer.width - Frame.left},
        right{.top = Frame.top, .left = Outer.width - Frame.right, .bottom = Frame.bottom};
    clear_part<T, Machine, Outer, above>(outer);
    clear_part<T, Machine, Outer, below>(outer);
    clear_part<T, Machine, Outer, left>(outer);
    clear_part<T, Machine, Outer, right>(outer);
}

}  // namespace ctnn::kernels
