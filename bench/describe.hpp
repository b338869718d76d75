// A network's type and weights in, the same as plain values out.
#pragma once

#include <ctnn/ctnn.hpp>

#include "plain_network.hpp"
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>

namespace ctnn::bench {

// Weights as He et al. draw them, so that every picture has an output of its own: with smaller ones
// the output of a deep network hardly depends on its input. Factors and variances lie around 1.
template <class Net> std::unique_ptr<parameters<Net>> he_weights() {
    auto result = std::make_unique<parameters<Net>>(off_stack);
    std::uint32_t state = 1;
    for (const parameter_entry& entry : parameters<Net>::entries()) {
        const bool is_matrix = entry.extents.rank > 1, is_factor = entry.fill == initial::ones;
        const float scale = is_matrix ? std::sqrt(6 / static_cast<float>(entry.fan_in)) : 0.25f;
        float* const first = result->data() + entry.offset;
        std::generate_n(first, entry.extents.size(), [&] {
            state = state * 1664525 + 1013904223;
            const float scattered = static_cast<float>(state >> 8) * 0x1p-23f - 1;
            return scattered * scale + (is_factor ? 1.0f : 0.0f);
        });
    }
    return result;
}

namespace detail {

// A layer at its place: what it reads and makes, and its parameters.
struct placed_layer {
    shape in, out;
    const float* parameters;
};

template <class... Options> constexpr option_list listed() {
    option_list result;
    ((result.items[result.count++] = Options::value), ...);
    return result;
}

inline void set_windows(operation& it, const placed_layer& at, const option_list& options,
                        bool stride_is_kernel) {
    auto [down, across] = read_windows(options, stride_is_kernel);
    if (options.find(option_kind::padding).count == option::as_needed) {
        down = with_same_padding(down, at.in[1]);
        across = with_same_padding(across, at.in[2]);
    }
    down.after = touched_after(at.in[1], down, at.out[1]);
    across.after = touched_after(at.in[2], across, at.out[2]);
    it.vertical = down;
    it.horizontal = across;
}

inline void read_weights(operation& it, const float* from, std::int64_t count, int outputs,
                         bool has_bias) {
    it.weights.assign(from, from + count);
    it.bias.assign(static_cast<std::size_t>(outputs), 0.0f);
    if (has_bias) std::copy_n(from + count, outputs, it.bias.begin());
}

template <int Filters, class... Options>
operation described(const conv2d<Filters, Options...>*, const placed_layer& at) {
    constexpr option_list options = listed<Options...>();
    const option groups = options.find(option_kind::groups);
    operation it{.kind = operation_kind::convolution};
    it.groups = groups ? groups.numbers[0] : 1;
    set_windows(it, at, options, false);
    const std::int64_t taps = it.vertical.kernel * it.horizontal.kernel;
    read_weights(it, at.parameters, taps * Filters * at.in[0] / it.groups, Filters,
                 !options.has(option_kind::no_bias));
    return it;
}
template <int Features, class... Options>
operation described(const linear<Features, Options...>*, const placed_layer& at) {
    operation it{.kind = operation_kind::linear};
    read_weights(it, at.parameters, Features * at.in.size(), Features, sizeof...(Options) == 0);
    return it;
}
template <class... Options>
operation described(const max_pool2d<Options...>*, const placed_layer& at) {
    operation it{.kind = operation_kind::max_pool};
    set_windows(it, at, listed<Options...>(), true);
    return it;
}
inline operation described(const global_avg_pool2d*, const placed_layer& at) {
    operation it{.kind = operation_kind::global_avg_pool};
    it.vertical.kernel = at.in[1];
    it.horizontal.kernel = at.in[2];
    return it;
}
template <int Size, class... Options>
operation described(const local_response_norm<Size, Options...>*, const placed_layer&) {
    constexpr option_list options = listed<Options...>();
    const auto number = [&](option_kind kind, const fraction& otherwise) {
        const fraction found = read_fraction(options, kind, otherwise);
        return static_cast<float>(found.numerator) / static_cast<float>(found.denominator);
    };
    operation it{.kind = operation_kind::local_response_norm};
    it.size = Size;
    it.alpha = number(option_kind::lrn_alpha, {1, 10'000});
    it.beta = number(option_kind::lrn_beta, {3, 4});
    it.k = number(option_kind::lrn_k, {1, 1});
    return it;
}
inline operation described(const softmax*, const placed_layer&) {
    return {.kind = operation_kind::softmax};
}

template <class Layer> inline constexpr bool is_dropout = false;
template <int N, int D> inline constexpr bool is_dropout<dropout<N, D>> = true;

// Batch normalisation goes into the weights in front of it, ReLU and the sum of a residual to the
// operation that makes what they read, as users of every library do; flatten and dropout are
// nothing. A network that this does not fit gives another output, which is compared.
class describer {
  public:
    explicit describer(std::span<const shape> values) : made_{{values.begin(), values.end()}, {}} {
        for (std::size_t i = 0; i < values.size(); ++i) same_as_.push_back(static_cast<int>(i));
    }

    template <class Layer, shape In> void add(const node& it, const float* parameters) {
        const placed_layer at{In, made_.values[static_cast<std::size_t>(it.output)], parameters};
        const int value = resolved(it.inputs[0]), other = resolved(it.inputs[1]);
        if constexpr (Layer::is_scale) {
            constexpr forward_form form{.in = {{.image = layout_of(In)}}, .out = {}};
            std::vector<float> scale(static_cast<std::size_t>(In[0])), shift(scale.size());
            Layer::template scale_and_shift<form>(parameters, scale.data(), shift.data());
            fold(maker_of(value), scale, shift);
            is_nothing(it);
        } else if constexpr (std::is_same_v<Layer, relu>) {
            maker_of(value).relu = true;
            is_nothing(it);
        } else if constexpr (std::is_same_v<Layer, residual_sum>) {
            moved_to_end(value).addend = other;
            is_nothing(it);
        } else if constexpr (std::is_same_v<Layer, concat_join>) {
            join(value, other, it.output);
        } else if constexpr (Layer::output == placement::view || is_dropout<Layer>) {
            is_nothing(it);
        } else {
            operation next = described(static_cast<const Layer*>(nullptr), at);
            next.inputs = {value};
            next.output = it.output;
            made_.operations.push_back(std::move(next));
        }
    }
    plain_network made() && { return std::move(made_); }

  private:
    int resolved(int value) const { return same_as_[static_cast<std::size_t>(value)]; }
    void is_nothing(const node& it) {
        same_as_[static_cast<std::size_t>(it.output)] = resolved(it.inputs[0]);
    }

    operation& maker_of(int value) {
        const auto found = std::ranges::find(made_.operations, value, &operation::output);
        if (found == made_.operations.end()) std::abort();
        return *found;
    }
    // For what it is about to read is made by operations behind it.
    operation& moved_to_end(int value) {
        const auto it = made_.operations.begin() + (&maker_of(value) - made_.operations.data());
        std::rotate(it, it + 1, made_.operations.end());
        return made_.operations.back();
    }

    static void fold(operation& into, std::span<const float> scale, std::span<const float> shift) {
        const std::size_t count = into.weights.size() / into.bias.size();
        for (std::size_t i = 0; i < into.weights.size(); ++i) into.weights[i] *= scale[i / count];
        for (std::size_t i = 0; i < into.bias.size(); ++i)
            into.bias[i] = into.bias[i] * scale[i] + shift[i];
    }
    // A chain of joins is one concatenation.
    void join(int value, int other, int output) {
        if (maker_of(value).kind == operation_kind::concat) {
            operation& whole = moved_to_end(value);
            whole.inputs.push_back(other);
            whole.output = output;
        } else {
            operation next{.kind = operation_kind::concat, .inputs = {value, other}};
            next.output = output;
            made_.operations.push_back(std::move(next));
        }
    }

    plain_network made_;
    std::vector<int> same_as_;
};

}  // namespace detail

template <class Net> plain_network describe(const parameters<Net>& weights) {
    detail::describer result{{Net::graph.values, static_cast<std::size_t>(Net::graph.value_count)}};
    const float* next = weights.data();
    unroll<Net::layer_count>([&](auto n) {
        using layer = layer_of<Net, n>;
        result.template add<typename layer::type, layer::input_shape>(Net::graph.nodes[n], next);
        next += Net::graph.nodes[n].parameters.scalar_count();
    });
    return std::move(result).made();
}

}  // namespace ctnn::bench
