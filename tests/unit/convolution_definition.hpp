// A convolution as the lecture defines it: plain numbers in, loops over products out.
#pragma once

#include <ctnn/base/window.hpp>

#include "exactness.hpp"
#include <string>

// One declaration of a convolution, and its input: what a user may write, as plain numbers.
struct convolution_case {
    int channels = 1, height = 1, width = 1;
    int filters = 1, groups = 1;
    ctnn::window vertical, horizontal;
    bool same_padding = false;  // instead of the windows' own
    bool has_bias = true;
    bool flipped = false;
    bool is_sequence = false;  // one row and a kernel of one row, declared as conv1d

    friend constexpr bool operator==(const convolution_case&, const convolution_case&) = default;
};

// How many positions there are: by trying one after the other.
constexpr int positions_of(int extent, const ctnn::window& w) {
    const int end = extent + w.after;
    int count = 0, start = -w.before, last_end = 0;
    for (; start + w.dilation * (w.kernel - 1) < end; start += w.stride) {
        last_end = start + w.dilation * (w.kernel - 1) + 1;
        ++count;
    }
    const bool one_more = w.round == ctnn::rounding::up && count > 0 && last_end < end;
    return count + (one_more && start < extent);
}

// What TensorFlow means by "SAME": ceil(N / S) positions, the smaller half of the padding in front.
constexpr ctnn::window padded_to_same(ctnn::window w, int extent) {
    const int count = (extent + w.stride - 1) / w.stride;
    w.before = w.after = 0;
    w.round = ctnn::rounding::down;
    while (positions_of(extent, w) < count) ++(w.after == w.before ? w.after : w.before);
    return w;
}

// The windows as they slide, and how many outputs they make.
struct convolution_windows {
    ctnn::window vertical, horizontal;
    int rows, columns;
};
constexpr convolution_windows windows_of(const convolution_case& c) {
    const auto used = [&](const ctnn::window& w, int extent) {
        return c.same_padding ? padded_to_same(w, extent) : w;
    };
    const ctnn::window down = used(c.vertical, c.height), across = used(c.horizontal, c.width);
    return {down, across, positions_of(c.height, down), positions_of(c.width, across)};
}

constexpr int input_size(const convolution_case& c) { return c.channels * c.height * c.width; }
constexpr int output_size(const convolution_case& c) {
    const convolution_windows windows = windows_of(c);
    return c.filters * windows.rows * windows.columns;
}
constexpr int weight_size(const convolution_case& c) {
    return c.filters * (c.channels / c.groups) * c.vertical.kernel * c.horizontal.kernel;
}
constexpr int parameter_size(const convolution_case& c) {
    return weight_size(c) + (c.has_bias ? c.filters : 0);
}

// Calls body(y, x, w) for every product w·x that y sums, each by its place in PyTorch's order.
template <class Body> void for_each_product(const convolution_case& c, Body&& body) {
    const auto [down, across, rows, columns] = windows_of(c);
    const int height = c.vertical.kernel, width = c.horizontal.kernel;
    const int channels = c.channels / c.groups;  // of one group
    for (int f = 0; f < c.filters; ++f)
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < columns; ++j)
                for (int channel = 0; channel < channels; ++channel)
                    for (int m = 0; m < height; ++m)
                        for (int n = 0; n < width; ++n) {
                            const int row = i * down.stride + m * down.dilation - down.before;
                            const int column =
                                j * across.stride + n * across.dilation - across.before;
                            if (row < 0 || row >= c.height || column < 0 || column >= c.width)
                                continue;
                            const int seen = f / (c.filters / c.groups) * channels + channel;
                            const int tap_row = c.flipped ? height - 1 - m : m;
                            const int tap_column = c.flipped ? width - 1 - n : n;
                            body(
                                (f * rows + i) * columns + j,
                                (seen * c.height + row) * c.width + column,
                                ((f * channels + channel) * height + tap_row) * width + tap_column);
                        }
}

// y, and from dL/dy the gradients: dL/dx, and dL/dp of weight and bias one after the other.
template <class T> struct convolution_results {
    std::vector<T> y, dx, dp;
};
template <class T>
convolution_results<T> by_definition(const convolution_case& c, const std::vector<T>& p,
                                     const std::vector<T>& x, const std::vector<T>& dy) {
    convolution_results<T> result{.y = std::vector<T>(dy.size()),
                                  .dx = std::vector<T>(x.size()),
                                  .dp = std::vector<T>(p.size())};
    for_each_product(c, [&](int to, int from, int weight) {
        const auto y = static_cast<std::size_t>(to), i = static_cast<std::size_t>(from),
                   w = static_cast<std::size_t>(weight);
        result.y[y] += p[w] * x[i];
        result.dx[i] += p[w] * dy[y];
        result.dp[w] += x[i] * dy[y];
    });
    if (!c.has_bias) return result;
    const std::size_t pixels = dy.size() / static_cast<std::size_t>(c.filters);
    for (std::size_t i = 0; i < dy.size(); ++i) {
        const std::size_t bias = static_cast<std::size_t>(weight_size(c)) + i / pixels;
        result.y[i] += p[bias];
        result.dp[bias] += dy[i];
    }
    return result;
}

// The declaration as a user writes it.
inline std::string declaration_of(const convolution_case& c) {
    const auto tag = [](const char* name, auto... n) {
        std::string numbers;
        ((numbers += (numbers.empty() ? "" : ", ") + std::to_string(n)), ...);
        return std::string{", "} + name + "<" + numbers + ">";
    };
    const ctnn::window &down = c.vertical, &across = c.horizontal;
    return "input<" + std::to_string(c.channels) + ", " + std::to_string(c.height) + ", " +
           std::to_string(c.width) + ">, conv2d<" + std::to_string(c.filters) +
           tag("kernel", down.kernel, across.kernel) + tag("stride", down.stride, across.stride) +
           (c.same_padding ? ", padding_same"
                           : tag("padding", down.before, across.before, down.after, across.after)) +
           tag("dilation", down.dilation, across.dilation) + tag("groups", c.groups) +
           (down.round == ctnn::rounding::down ? ", round_down" : "") +
           (down.round == ctnn::rounding::up ? ", round_up" : "") +
           (c.has_bias ? "" : ", no_bias") + (c.flipped ? ", flipped_kernel" : "") + ">" +
           (c.is_sequence ? " of a sequence" : "");
}

namespace detail {

// A window that fits its axis if the size is rounded.
constexpr ctnn::window draw_window(dice& draw, int extent) {
    ctnn::window w;
    do {
        w = {.kernel = draw(1, 4),
             .stride = draw(1, draw.one_in(4) ? 5 : 2),
             .before = draw(0, draw.one_in(4) ? 4 : 1),
             .after = draw(0, draw.one_in(4) ? 4 : 1),
             .dilation = draw(1, draw.one_in(4) ? 3 : 1)};
    } while (positions_of(extent, w) == 0);
    return w;
}

constexpr bool fits_without_rounding(int extent, const ctnn::window& w) {
    return (extent + w.before + w.after - w.dilation * (w.kernel - 1) - 1) % w.stride == 0;
}

}  // namespace detail

// Convolution number `number` of a sweep over all options, small and often awkward: kernels as
// large as the padded input, windows in the padding alone, strides larger than the kernel.
constexpr convolution_case draw_convolution(int number) {
    dice draw{static_cast<std::uint64_t>(number)};
    convolution_case c;
    c.groups = draw.one_in(3) ? draw(2, 4) : 1;
    c.channels = c.groups * draw(1, draw.one_in(8) ? 5 : 2);
    c.filters = c.groups * draw(1, draw.one_in(8) ? 9 : 3);
    c.width = draw(1, 8);
    c.horizontal = detail::draw_window(draw, c.width);
    c.is_sequence = draw.one_in(6);
    if (!c.is_sequence) {
        c.height = draw(1, 8);
        c.vertical = detail::draw_window(draw, c.height);
    }
    c.same_padding = draw.one_in(8);
    c.has_bias = !draw.one_in(3);
    c.flipped = draw.one_in(4);
    const bool exact = c.same_padding || (detail::fits_without_rounding(c.height, c.vertical) &&
                                          detail::fits_without_rounding(c.width, c.horizontal));
    if (c.same_padding)
        c.vertical.before = c.vertical.after = c.horizontal.before = c.horizontal.after = 0;
    const ctnn::rounding all[] = {ctnn::rounding::down, ctnn::rounding::up, ctnn::rounding::exact};
    c.vertical.round = c.horizontal.round = all[draw(0, exact ? 2 : 1)];
    return c;
}
