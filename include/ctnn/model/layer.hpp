// What a layer is: the members that the floors above ask it for, with the defaults of a layer that
// has no parameters and does no arithmetic worth counting.
#pragma once

#include <ctnn/base/shape.hpp>
#include <ctnn/base/text.hpp>
#include <ctnn/model/fault.hpp>

#include <concepts>
#include <cstdint>
#include <type_traits>

namespace ctnn {

// How a parameter is filled before training.
//   uniform  from U(-1/sqrt(fan_in), 1/sqrt(fan_in)): PyTorch's default for weight and bias of
//   convolutions and
//            linear layers
//   quarter  PyTorch's default for the slopes of a prelu
enum class initial { uniform, zeros, ones, quarter };

// A parameter as its layer declares it: "weight", with PyTorch's extents. What is not trained is a
// buffer in PyTorch's words: part of the state_dict that training keeps, but no optimiser changes.
struct parameter {
    static constexpr int longest_name = 24;

    basic_sentence<longest_name> name;
    shape extents;
    initial fill = initial::uniform;
    int fan_in = 1;  // how many inputs one output sums over
    bool trained = true;
    bool counts = false;  // a whole number, and an integer in files
};

struct parameter_list {
    static constexpr int capacity = 5;

    parameter items[capacity];
    int count = 0;

    constexpr void add(const parameter& given) { items[count++] = given; }

    // All scalars, and those that are trained.
    constexpr std::int64_t scalar_count() const {
        std::int64_t sum = 0;
        for (int i = 0; i < count; ++i) sum += items[i].extents.size();
        return sum;
    }
    constexpr std::int64_t trained_count() const {
        std::int64_t sum = 0;
        for (int i = 0; i < count; ++i) sum += items[i].trained ? items[i].extents.size() : 0;
        return sum;
    }
};

// Elements around an image.
struct border {
    int top = 0, left = 0, bottom = 0, right = 0;

    constexpr bool empty() const { return *this == border{}; }

    friend constexpr bool operator==(const border&, const border&) = default;
    friend constexpr border widest(const border& a, const border& b) {
        return {a.top > b.top ? a.top : b.top, a.left > b.left ? a.left : b.left,
                a.bottom > b.bottom ? a.bottom : b.bottom, a.right > b.right ? a.right : b.right};
    }
};

// Where a layer's output may lie.
//   apart     in memory of its own
//   in_place  also over its input, element by element
//   view      it is the input, seen with another shape
//   joined    it is its two inputs, the channels of one behind those of the other
enum class placement { apart, in_place, view, joined };

// What prediction may do with an image that lies channel after channel, in planes.
//   none     nothing: the layer reads and writes pixels
//   reads    read it; the output lies in pixels
//   follows  the output lies as the input does
//   gains    from planes, planes are made faster than pixels are
enum class planes { none, reads, follows, gains };

// Rows of its input that a layer reads for one row of its output, how many further down the next
// row begins, and how many lie in the padding above; 0 of a layer that must have all of its input.
struct row_window {
    int reach = 0, stride = 1, before = 0;
};

// The base of every layer. What a layer must add:
//
//   static constexpr inference infer(const shape& in);
//   template <class T, simd::target, step>  static constexpr void forward(const forward_pass<T>&);
//   template <class T, simd::target, step>  static constexpr void backward(const
//   backward_pass<T>&);
//
// and, where it has parameters, what layers/ already existing show (`pack`, `packed_size`, ...).
struct layer {
    // A layer that PyTorch's nn.Sequential does not have takes no index in parameter names.
    static constexpr bool has_index = true;
    static constexpr placement output = placement::apart;
    // What `backward` reads again must not be written over while training.
    static constexpr bool backward_reads_input = true;
    static constexpr bool backward_reads_output = true;
    // A layer that multiplies each channel and adds to it costs nothing behind one that can take
    // this over when its weights are packed for prediction.
    static constexpr bool takes_over_scale = false;
    static constexpr bool is_scale = false;
    // A layer that makes every number from the one in its place costs little behind one that can
    // apply it to what it is about to store.
    static constexpr bool takes_over_function = false;
    static constexpr bool is_function = false;
    // A layer that adds up two tensors costs next to nothing behind one that can add the other to
    // what it is about to store.
    static constexpr bool takes_over_sum = false;
    static constexpr bool is_sum = false;
    static constexpr planes uses_planes(const shape&) { return planes::none; }
    // A layer that can make its output row by row may stand before one that can read it so.
    static constexpr bool makes_rows(const shape&) { return false; }
    static constexpr row_window reads_rows(const shape&) { return {}; }
    // Training must stop here until all samples of the batch have arrived.
    static constexpr bool needs_whole_batch = false;

    static constexpr parameter_list parameters(const shape&) { return {}; }
    static constexpr std::int64_t mac_count(const shape&) { return 0; }
    // The zeros a layer wants to find around its input, and around the gradient of its output.
    static constexpr border zeros_around(const shape&) { return {}; }
    static constexpr border zeros_around_gradient(const shape&) { return {}; }
};

template <class T>
concept is_complete = requires { sizeof(T); };

template <class T>
concept is_network = requires {
    typename T::leaves;
    { T::valid } -> std::convertible_to<bool>;
};

template <class T>
concept infers = requires(const shape& in) {
    { T::infer(in) } -> std::convertible_to<inference>;
};

namespace detail {

template <class T, int... Extents>
concept infers_from = requires { typename std::bool_constant<(T::infer({Extents...}), true)>; };

}  // namespace detail

// A function that is no constant expression on a vector, a sequence and an image is on none.
template <class T>
concept infers_at_compile_time =
    detail::infers_from<T, 1> || detail::infers_from<T, 1, 1> || detail::infers_from<T, 1, 1, 1>;

template <class T>
concept is_layer =
    is_complete<T> && std::derived_from<T, layer> && infers<T> && infers_at_compile_time<T>;

}  // namespace ctnn
