// What zero_pad2d and crop2d share: a frame around an image, which one adds and the other takes
// off. Each is the way back of the other.
#pragma once

#include <ctnn/kernels/frame.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/model/options.hpp>

namespace ctnn::detail {

// `Sides` as padding<...> has them.
template <int... Sides> struct frame : layer {
    static constexpr bool backward_reads_input = false;
    static constexpr bool backward_reads_output = false;

  protected:
    static constexpr option_list given = read_options<padding<Sides...>>({option_kind::padding});
    static constexpr border sides = [] {
        const window_pair read = read_windows(given, false);
        return border{read.vertical.before, read.horizontal.before, read.vertical.after,
                      read.horizontal.after};
    }();

    static constexpr fault mistake(const shape& in) {
        if (sizeof...(Sides) == 0 || given.problem)
            return fault{.why = reason::option_of_wrong_arity,
                         .words = sentence{"must have one, two (vertical, horizontal) or four "
                                           "(top, left, bottom, right) numbers"}};
        for (const int side : {sides.top, sides.left, sides.bottom, sides.right})
            if (side < 0)
                return fault{.why = reason::number_negative,
                             .words = sentence{"its numbers must be 0 or more, found ", side}};
        return in.rank == 3 ? fault{} : not_an_image(in);
    }

    // From inside a frame to the outside, and back.
    template <class T, simd::target Machine, int Samples, tensor_form Inner, tensor_form Outer,
              bool Add>
    static constexpr void put(const T* inner, T* outer) noexcept {
        for_each_sample<Samples>([&](auto sample) {
            T* const to = outer + sample * Outer.sample_step;
            kernels::put_into_frame<T, Machine, Outer.image, sides, Inner.image, Add>(
                inner + sample * Inner.sample_step, to);
            if constexpr (!Add) kernels::clear_frame<T, Machine, Outer.image, sides>(to);
        });
    }
    template <class T, simd::target Machine, int Samples, tensor_form Outer, tensor_form Inner,
              bool Add>
    static constexpr void take(const T* outer, T* inner) noexcept {
        for_each_sample<Samples>([&](auto sample) {
            kernels::take_from_frame<T, Machine, Outer.image, sides, Inner.image, Add>(
                outer + sample * Outer.sample_step, inner + sample * Inner.sample_step);
        });
    }
};

}  // namespace ctnn::detail
