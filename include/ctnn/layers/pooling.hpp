// What max and average pooling share: options, output rule and geometry.
#pragma once

#include <ctnn/kernels/pool.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/model/options.hpp>

namespace ctnn::detail {

template <class... Options> struct pooling_layer : layer {
    static constexpr inference infer(const shape& in) {
        if (options.problem) return options.problem;
        if (!options.has(option_kind::kernel))
            return fault{.why = reason::option_missing,
                         .words = sentence{"a pool needs kernel<...>"}};
        if (in.rank != 3) return not_an_image(in);
        for (const window& w : {windows.vertical, windows.horizontal})
            if (2 * w.before > w.kernel || 2 * w.after > w.kernel)
                return fault{
                    .why = reason::padding_over_half_the_kernel,
                    .words = sentence{"a pool's padding (", w.before, ", ", w.after,
                                      ") must be at most half its kernel (", w.kernel, ")"}};
        return infer_windows(in[0], in, windows);
    }

  protected:
    static constexpr option_list options = read_options<Options...>(
        {option_kind::kernel, option_kind::stride, option_kind::padding, option_kind::rounding});
    static constexpr window_pair windows = read_windows(options, true);

    static constexpr kernels::pooling problem(const layout& in, const layout& out) {
        return {in, out, windows.vertical, windows.horizontal};
    }

    // The windows add to the gradient, so without an earlier share it starts from zeros.
    template <class T, simd::target Machine, tensor_form To>
    static constexpr void clear(T* gradient) noexcept {
        kernels::map<T, Machine, To.image, To.image>(
            gradient, gradient, [](auto x) { return decltype(x)::broadcast(T(0)); });
    }
};

}  // namespace ctnn::detail
