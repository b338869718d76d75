// The tags that follow a layer's first number, and the list of plain values they are read into.
#pragma once

#include <ctnn/base/fraction.hpp>
#include <ctnn/base/spelling.hpp>
#include <ctnn/model/layer.hpp>
#include <ctnn/model/window_mistake.hpp>

#include <initializer_list>
#include <string_view>

namespace ctnn {

enum class option_kind {
    unknown,
    kernel,
    stride,
    padding,
    dilation,
    groups,
    rounding,
    no_bias,
    flipped_kernel,
    bn_eps,
    bn_momentum,
    no_affine,
    padding_not_counted,
    per_channel,
    lrn_alpha,
    lrn_beta,
    lrn_k,
    connections,
    fixed_centres,
};

// One option as a value: what it is and its numbers (at most four are kept, `count` may be larger).
struct option {
    static constexpr int as_needed = -1;  // the count of numbers that follow from the input

    option_kind kind = option_kind::unknown;
    int count = 0;
    int numbers[4] = {};

    constexpr option() = default;

    // Was it given?
    explicit constexpr operator bool() const { return kind != option_kind::unknown; }

    template <class... Number>
    explicit constexpr option(option_kind given, Number... n) : kind{given}, count{sizeof...(n)} {
        int position = 0;
        ((position < 4 ? void(numbers[position++] = n) : void()), ...);
    }

    static constexpr option following_the_input(option_kind given) {
        option result{given};
        result.count = as_needed;
        return result;
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

// As much padding as gives ceil(N / S) positions, half of it on each side and an odd one behind.
// TensorFlow: padding="SAME"; PyTorch: padding="same", which has no stride.
struct padding_same {
    static constexpr option value = option::following_the_input(option_kind::padding);
};

// An average divides by the elements alone, not by those in the padding.
// PyTorch: count_include_pad=False.
struct padding_not_counted {
    static constexpr option value{option_kind::padding_not_counted};
};

// Neighbouring taps lie this many elements apart. PyTorch: dilation.
template <int... N> struct dilation {
    static constexpr option value{option_kind::dilation, N...};
};

// The channels are cut into groups<G> that do not see each other; as many groups as input channels
// make a depthwise convolution. PyTorch: groups.
template <int... N> struct groups {
    static constexpr option value{option_kind::groups, N...};
};

// A true convolution: the kernel is turned round before it slides. PyTorch: weight.flip(-2, -1).
struct flipped_kernel {
    static constexpr option value{option_kind::flipped_kernel};
};

// The layer has no bias. PyTorch: bias=False.
struct no_bias {
    static constexpr option value{option_kind::no_bias};
};

// Batch normalisation: what is added to the variance (bn_eps<1, 100'000> unless given), the share
// of a batch in the running statistics (bn_momentum<1, 10> unless given), and neither γ nor β.
// PyTorch: eps, momentum, affine=False.
template <int... N> struct bn_eps {
    static constexpr option value{option_kind::bn_eps, N...};
};
template <int... N> struct bn_momentum {
    static constexpr option value{option_kind::bn_momentum, N...};
};
struct no_affine {
    static constexpr option value{option_kind::no_affine};
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

    // The option of a kind, or none. (By value: g++ 12 does not compare the addresses of constants
    // when it is asked for the undefined-behaviour sanitizer.)
    constexpr option find(option_kind kind) const {
        for (int i = 0; i < count; ++i)
            if (items[i].kind == kind) return items[i];
        return {};
    }

    constexpr bool has(option_kind kind) const { return static_cast<bool>(find(kind)); }
};

namespace detail {

constexpr bool takes(std::initializer_list<option_kind> taken, option_kind kind) {
    for (const option_kind each : taken)
        if (each == kind) return true;
    return false;
}

// What an option's numbers may be, in words, or nothing where they are right.
constexpr std::string_view arity_mistake(const option& given, int axes) {
    const int n = given.count;
    switch (given.kind) {
        case option_kind::kernel:
        case option_kind::stride:
        case option_kind::dilation:
            if (n == 1 || n == axes) return {};
            return axes == 1 ? " must have one number"
                             : " must have one or two (vertical, horizontal) numbers";
        case option_kind::padding:
            if (n == option::as_needed || n == 1 || n == 2 || n == 2 * axes) return {};
            return axes == 1 ? " must have one or two (before, behind) numbers"
                             : " must have one, two (vertical, horizontal) or four (top, left, "
                               "bottom, right) numbers";
        case option_kind::bn_eps:
        case option_kind::bn_momentum:
            return n == 2 ? std::string_view{} : " must have two numbers, a fraction";
        case option_kind::groups:
            return n == 1 ? std::string_view{} : " must have one number";
        case option_kind::lrn_alpha:
        case option_kind::lrn_beta:
        case option_kind::lrn_k:
            if (n == 1 || n == 2) return {};
            return " must have one number, or two (numerator, denominator)";
        default:
            return {};
    }
}

constexpr std::string_view name_of(option_kind kind) {
    switch (kind) {
        case option_kind::unknown:
            break;
        case option_kind::kernel:
            return "kernel";
        case option_kind::stride:
            return "stride";
        case option_kind::padding:
            return "padding";
        case option_kind::dilation:
            return "dilation";
        case option_kind::groups:
            return "groups";
        case option_kind::rounding:
            return "round_down/round_up";
        case option_kind::no_bias:
            return "no_bias";
        case option_kind::flipped_kernel:
            return "flipped_kernel";
        case option_kind::bn_eps:
            return "bn_eps";
        case option_kind::bn_momentum:
            return "bn_momentum";
        case option_kind::no_affine:
            return "no_affine";
        case option_kind::padding_not_counted:
            return "padding_not_counted";
        case option_kind::per_channel:
            return "per_channel";
        case option_kind::lrn_alpha:
            return "lrn_alpha";
        case option_kind::lrn_beta:
            return "lrn_beta";
        case option_kind::lrn_k:
            return "lrn_k";
        case option_kind::connections:
            return "connections";
        case option_kind::fixed_centres:
            return "fixed_centres";
    }
    return "";
}

// What is wrong with `Option` behind those in `list`, if anything.
template <class Option>
constexpr fault option_mistake(const option_list& list, std::initializer_list<option_kind> taken,
                               int axes) {
    const auto complain = [&](reason why, const auto&... words) {
        return fault{
            .why = why, .words = sentence{spelling<Option>, words...}, .option = list.count + 1};
    };
    const auto all_taken = [&] {
        sentence names;
        for (const option_kind each : taken) {
            if (each == option_kind::unknown) continue;
            names.add(names.length == 0 ? ", this layer takes " : ", ");
            names.add(name_of(each));
        }
        return names;
    };
    if constexpr (is_option<Option>) {
        const option& given = Option::value;
        if (!takes(taken, given.kind))
            return complain(reason::option_not_taken, " is no option here", all_taken());
        if (list.has(given.kind))
            return complain(reason::option_given_twice, " comes after another ",
                            name_of(given.kind), ", give one");
        if (const auto words = arity_mistake(given, axes); !words.empty())
            return complain(reason::option_of_wrong_arity, words, ", it has ", given.count);
        return {};
    } else if constexpr (is_complete<Option> && std::derived_from<Option, layer>) {
        return complain(reason::not_an_option,
                        " is a layer and no option, it belongs behind the > of this layer");
    } else {
        return complain(reason::not_an_option, " is no option", all_taken());
    }
}

template <class Option>
constexpr void read_option(option_list& list, std::initializer_list<option_kind> taken, int axes) {
    if (list.problem) return;
    list.problem = option_mistake<Option>(list, taken, axes);
    if constexpr (is_option<Option>)
        if (!list.problem) list.items[list.count++] = Option::value;
}

}  // namespace detail

// Reads a layer's options; `taken` are the kinds the layer knows, `axes` is 2 for images and 1 for
// sequences.
template <class... Options>
constexpr option_list read_options([[maybe_unused]] std::initializer_list<option_kind> taken,
                                   [[maybe_unused]] int axes = 2) {
    option_list list;
    (detail::read_option<Options>(list, taken, axes), ...);
    return list;
}

// An option that is a fraction, or a whole number: lrn_beta<3, 4>, lrn_k<2>.
constexpr fraction read_fraction(const option_list& options, option_kind kind,
                                 const fraction& otherwise) {
    const option found = options.find(kind);
    if (!found) return otherwise;
    return {found.numbers[0], found.count == 1 ? 1 : found.numbers[1]};
}

// The two windows of a layer on images, from its options; one on sequences has a vertical window of
// one element. The stride of a pool defaults to its kernel.
struct window_pair {
    window vertical, horizontal;
    friend constexpr bool operator==(const window_pair&, const window_pair&) = default;
};

constexpr window_pair read_windows(const option_list& options, bool stride_is_kernel,
                                   int axes = 2) {
    struct numbers {
        int vertical, horizontal;
    };
    const auto read = [&](option_kind kind, numbers otherwise) -> numbers {
        const option found = options.find(kind);
        if (!found) return otherwise;
        return {found.numbers[0], found.numbers[found.count == 1 ? 0 : 1]};
    };
    const numbers size = read(option_kind::kernel, {1, 1});
    const numbers step = read(option_kind::stride, stride_is_kernel ? size : numbers{1, 1});
    const numbers gap = read(option_kind::dilation, {1, 1});
    const option round = options.find(option_kind::rounding);
    const auto how = round ? static_cast<rounding>(round.numbers[0]) : rounding::exact;
    window_pair result{.vertical = {.kernel = size.vertical,
                                    .stride = step.vertical,
                                    .dilation = gap.vertical,
                                    .round = how},
                       .horizontal = {.kernel = size.horizontal,
                                      .stride = step.horizontal,
                                      .dilation = gap.horizontal,
                                      .round = how}};
    if (const option edge = options.find(option_kind::padding)) {
        const auto& n = edge.numbers;
        if (axes == 1) {
            result.horizontal.before = n[0];
            result.horizontal.after = n[edge.count == 1 ? 0 : 1];
        } else {
            const int left = edge.count == 1 ? 0 : 1;
            result.vertical.before = n[0];
            result.horizontal.before = n[left];
            result.vertical.after = n[edge.count == 4 ? 2 : 0];
            result.horizontal.after = n[edge.count == 4 ? 3 : left];
        }
    }
    if (axes == 1) result.vertical = {};
    return result;
}

// The padding of `padding_same` on an axis of `extent` elements. What the stride leaves over
// without any padding is left unread, as TensorFlow does.
constexpr window with_same_padding(window w, int extent) {
    if (extent < 1 || w.stride < 1 || w.kernel < 1 || w.dilation < 1) return w;
    const std::int64_t count = (std::int64_t{extent} - 1) / w.stride + 1;
    const std::int64_t wanted = (count - 1) * w.stride + w.reach() - extent;
    const int total = wanted > 0 ? static_cast<int>(wanted) : 0;
    w.before = total / 2;
    w.after = total - w.before;
    w.round = rounding::down;
    return w;
}

// The output of windows that slide over an image or a sequence, or the fault of the axis they do
// not fit.
constexpr inference infer_windows(int channels, const shape& in, const window_pair& windows) {
    const auto slide_over = [](int extent, const window& w, std::string_view axis, int& count) {
        const positions found = slide(extent, w);
        count = found.count;
        return found.fault == window_fault::none ? fault{} : window_mistake(axis, extent, w, found);
    };
    int rows = 1, columns = 1;
    if (in.rank == 3)
        if (const fault why = slide_over(in[1], windows.vertical, "height", rows)) return why;
    const std::string_view axis = in.rank == 3 ? "width" : "length";
    if (const fault why = slide_over(in[in.rank - 1], windows.horizontal, axis, columns))
        return why;
    return in.rank == 3 ? shape{channels, rows, columns} : shape{channels, columns};
}

constexpr fault not_an_image(const shape& found) {
    return {.why = reason::not_an_image,
            .words = sentence{"reads images (channels, height, width), found ", found,
                              found.rank == 1
                                  ? ": put it in front of flatten, or give input<...> three numbers"
                                  : ": on sequences work the layers whose names end in 1d"}};
}
constexpr fault not_a_sequence(const shape& found) {
    return {.why = reason::not_a_sequence,
            .words = sentence{"reads sequences (channels, length), found ", found,
                              found.rank == 1
                                  ? ": put it in front of flatten, or give input<...> two numbers"
                                  : ": on images work the layers whose names end in 2d"}};
}

}  // namespace ctnn
