// The tags that follow a layer's first number, and the list of plain values they are read into.
#pragma once

#include <ctnn/base/spelling.hpp>
#include <ctnn/model/fault.hpp>

#include <string_view>

namespace ctnn {

enum class option_kind { unknown, kernel, stride, padding, rounding, no_bias };

// One option as a value: what it is and its numbers (at most four are kept, `count` may be larger).
struct option {
    option_kind kind = option_kind::unknown;
    int count = 0;
    int numbers[4] = {};

    constexpr option() = default;

    template <class... Number>
    explicit constexpr option(option_kind given, Number... n) : kind{given}, count{sizeof...(n)} {
        int position = 0;
        ((position < 4 ? void(numbers[position++] = n) : void()), ...);
    }
};

// kernel<5> is 5x5, kernel<10, 4> is 10 high and 4 wide. PyTorch: kernel_size.
template <int... N> struct kernel {
    static constexpr option value{option_kind::kernel, N...};
};

// stride<2> or stride<2, 1> (down, right); 1 for a convolution, the kernel for a pool, where it is
// not given. PyTorch: stride.
template <int... N> struct stride {
    static constexpr option value{option_kind::stride, N...};
};

// padding<2> on every side, padding<1, 2> (top and bottom, left and right), or padding<0, 0, 1, 1>
// (top, left, bottom, right). PyTorch: padding, or a ZeroPad2d in front where the sides differ.
template <int... N> struct padding {
    static constexpr option value{option_kind::padding, N...};
};

// The layer has no bias. PyTorch: bias=False.
struct no_bias {
    static constexpr option value{option_kind::no_bias};
};

// Where the stride does not divide the way of the window: drop the rest (PyTorch's default), or
// take one more, partly outside, position (PyTorch: ceil_mode=True).
struct round_down {
    static constexpr option value{option_kind::rounding, static_cast<int>(rounding::down)};
};
struct round_up {
    static constexpr option value{option_kind::rounding, static_cast<int>(rounding::up)};
};

template <class T>
concept is_option = requires {
    { T::value.kind } -> std::convertible_to<option_kind>;
};

// The options of one layer, with the first mistake in them.
struct option_list {
    static constexpr int capacity = 12;

    option items[capacity];
    int count = 0;
    fault problem;

    constexpr const option* find(option_kind kind) const {
        for (int i = 0; i < count; ++i)
            if (items[i].kind == kind) return &items[i];
        return nullptr;
    }

    constexpr bool has(option_kind kind) const { return find(kind) != nullptr; }
};

namespace detail {

constexpr bool takes(std::initializer_list<option_kind> taken, option_kind kind) {
    for (const option_kind each : taken)
        if (each == kind) return true;
    return false;
}

constexpr bool arity_fits(const option& given) {
    switch (given.kind) {
        case option_kind::kernel:
        case option_kind::stride:
            return given.count == 1 || given.count == 2;
        case option_kind::padding:
            return given.count == 1 || given.count == 2 || given.count == 4;
        default:
            return true;
    }
}

template <class Option>
constexpr void read_option(option_list& list, std::initializer_list<option_kind> taken) {
    if (list.problem) return;
    const auto complain = [&](reason why, std::string_view words) {
        list.problem.why = why;
        list.problem.words = sentence{spelling<Option>, words};
    };
    if constexpr (is_option<Option>) {
        if (!takes(taken, Option::value.kind))
            return complain(reason::option_not_taken, " is not an option of this layer");
        if (list.has(Option::value.kind))
            return complain(reason::option_given_twice,
                            " sets what another option has set already");
        if (!arity_fits(Option::value))
            return complain(reason::option_of_wrong_arity,
                            Option::value.kind == option_kind::padding
                                ? " must have one, two (vertical, horizontal) or four (top, left, "
                                  "bottom, right) numbers"
                                : " must have one or two (vertical, horizontal) numbers");
        list.items[list.count++] = Option::value;
    } else {
        complain(reason::option_unknown, " is no option");
    }
}

}  // namespace detail

// Reads a layer's options; `taken` are the kinds the layer knows.
template <class... Options>
constexpr option_list read_options([[maybe_unused]] std::initializer_list<option_kind> taken) {
    static_assert(sizeof...(Options) <= option_list::capacity);
    option_list list;
    (detail::read_option<Options>(list, taken), ...);
    return list;
}

// The two windows of a layer on images, from its options. The stride of a pool defaults to its
// kernel.
struct window_pair {
    window vertical, horizontal;
    friend constexpr bool operator==(const window_pair&, const window_pair&) = default;
};

constexpr window_pair read_windows(const option_list& options, bool stride_is_kernel) {
    const auto pair = [&](option_kind kind, int otherwise_v, int otherwise_h) {
        const option* found = options.find(kind);
        if (!found) return option{kind, otherwise_v, otherwise_h};
        return option{kind, found->numbers[0], found->numbers[found->count == 1 ? 0 : 1]};
    };
    const option size = pair(option_kind::kernel, 1, 1);
    const option step = stride_is_kernel
                            ? pair(option_kind::stride, size.numbers[0], size.numbers[1])
                            : pair(option_kind::stride, 1, 1);
    window_pair result{.vertical = {.kernel = size.numbers[0], .stride = step.numbers[0]},
                       .horizontal = {.kernel = size.numbers[1], .stride = step.numbers[1]}};
    if (const option* edge = options.find(option_kind::padding)) {
        const auto& n = edge->numbers;
        const int left = edge->count == 1 ? 0 : 1;
        const int bottom = edge->count == 4 ? 2 : 0;
        const int right = edge->count == 4 ? 3 : left;
        result.vertical.before = n[0];
        result.vertical.after = n[bottom];
        result.horizontal.before = n[left];
        result.horizontal.after = n[right];
    }
    if (const option* round = options.find(option_kind::rounding)) {
        result.vertical.round = result.horizontal.round = static_cast<rounding>(round->numbers[0]);
    }
    return result;
}

// The output of windows that slide over an image, or the fault of the axis they do not fit.
constexpr inference infer_windows(int channels, const shape& in, const window_pair& windows) {
    const positions rows = slide(in[1], windows.vertical);
    if (rows.fault != window_fault::none)
        return window_mistake("height", in[1], windows.vertical, rows);
    const positions columns = slide(in[2], windows.horizontal);
    if (columns.fault != window_fault::none)
        return window_mistake("width", in[2], windows.horizontal, columns);
    return shape{channels, rows.count, columns.count};
}

constexpr fault not_an_image(const shape& found) {
    return {.why = reason::not_an_image,
            .words = sentence{"reads images (channels, height, width), found ", found}};
}

}  // namespace ctnn
