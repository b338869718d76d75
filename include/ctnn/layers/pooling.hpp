// What pools share, whatever they make of a window: where the windows lie, and which shape results.
#pragma once

#include <ctnn/kernels/pool.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/model/options.hpp>

namespace ctnn::detail {

// The rows of the output that a pass makes.
template <forward_form Form, class T>
constexpr kernels::row_range rows_to_make(const forward_pass<T>& pass) {
    return {pass.row, pass.row + Form.rows_made()};
}

// Windows over the last `Axes` axes whose size and stride the options give; `Taken` are the options
// besides kernel, stride, padding and rounding.
template <int Axes, option_kind Taken, class... Options> struct sliding_windows : layer {
    static constexpr planes uses_planes(const shape&) { return planes::follows; }
    static constexpr row_window reads_rows(const shape& in) {
        if (Axes < 2) return {};
        const window down = windows_on(layout_of(in)).vertical;
        return {static_cast<int>(down.reach()), down.stride, down.before};
    }

    static constexpr inference infer(const shape& in) {
        if (options.problem) return options.problem;
        if (!options.has(option_kind::kernel))
            return fault{.why = reason::kernel_missing,
                         .words = sentence{"a pool needs kernel<...>"}};
        if (in.rank != Axes + 1) return Axes == 2 ? not_an_image(in) : not_a_sequence(in);
        const window_pair windows = windows_on(layout_of(in));
        for (const window& w : {windows.vertical, windows.horizontal})
            if (w.kernel > 0 && (w.before > w.reach() / 2 || w.after > w.reach() / 2))
                return fault{
                    .why = reason::padding_over_half_the_kernel,
                    .words = sentence{"the padding of a pool (", w.before, ", ", w.after,
                                      ") must be at most half its kernel (", w.reach(), ")"}};
        const inference found = infer_windows(in[0], in, windows);
        if (!found.problem && options.has(option_kind::dilation) &&
            some_window_is_empty(problem(layout_of(in), layout_of(found.output))))
            return fault{
                .why = reason::window_in_padding_alone,
                .words = sentence{"a window has all its elements in the padding: dilation<...> "
                                  "reaches over the whole input"}};
        return found;
    }

    // How many rows of the input there must be before a row of the output can be made.
    template <forward_form Form> static constexpr int rows_before_end(int row) {
        const kernels::covered rows = problem(Form.in[0].image, Form.out.image).rows(row);
        return rows.begin + (rows.count - 1) * rows.step + 1;
    }

  protected:
    static constexpr option_list options =
        read_options<Options...>({option_kind::kernel, option_kind::stride, option_kind::padding,
                                  option_kind::rounding, Taken},
                                 Axes);

    static constexpr kernels::pooling problem(const layout& in, const layout& out) {
        const auto [vertical, horizontal] = windows_on(in);
        return {in,
                out,
                {vertical},
                {horizontal},
                options.has(option_kind::padding_not_counted) ? kernels::divisor::elements
                                                              : kernels::divisor::window};
    }

  private:
    static constexpr window_pair windows_on(const layout& in) {
        window_pair result = read_windows(options, true, Axes);
        const option padding = options.find(option_kind::padding);
        if (padding && padding.count == option::as_needed)  // padding_same
            result = {with_same_padding(result.vertical, in.height),
                      with_same_padding(result.horizontal, in.width)};
        return result;
    }

    // Padding of at most half the kernel leaves every window an element, unless it has gaps.
    static constexpr bool some_window_is_empty(const kernels::pooling& p) {
        for (int y = 0; y < p.out.height; ++y)
            if (p.rows(y).count == 0) return true;
        for (int x = 0; x < p.out.width; ++x)
            if (p.columns(x).count == 0) return true;
        return false;
    }
};

// As many windows as `Sizes` says, which share the elements between them.
template <int Axes, int... Sizes> struct adaptive_windows : layer {
    static constexpr planes uses_planes(const shape&) { return planes::follows; }

    static constexpr inference infer(const shape& in) {
        if (count != 1 && count != Axes)
            return fault{.why = reason::option_of_wrong_arity,
                         .words = sentence{Axes == 1 ? "needs one number, the length"
                                                     : "needs one or two (height, width) numbers",
                                           ", found ", count}};
        if (in.rank != Axes + 1) return Axes == 2 ? not_an_image(in) : not_a_sequence(in);
        for (const int size : sizes)
            if (size < 1)
                return fault{.why = reason::number_not_positive,
                             .words = sentence{"needs at least one window, found ", size}};
        return Axes == 2 ? shape{in[0], sizes[0], sizes[count - 1]} : shape{in[0], sizes[0]};
    }

  protected:
    static constexpr kernels::pooling problem(const layout& in, const layout& out) {
        return {in, out, {.adaptive = true}, {.adaptive = true}};
    }

  private:
    static constexpr int count = sizeof...(Sizes);
    static constexpr int sizes[count > 0 ? count : 1] = {Sizes...};
};

}  // namespace ctnn::detail
