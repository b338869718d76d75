// A convolution's numbers and the forms of its tensors in, how it is packed and computed out: with
// filters, channels or pixels in the lanes.
#pragma once

#include <ctnn/kernels/contract.hpp>
#include <ctnn/layers/convolution_problem.hpp>

namespace ctnn::detail {

// The parameters of a convolution, in PyTorch's order, with the scale and the shift of the layer
// behind it that it takes over (none where null).
template <class T, convolution_numbers C> struct convolution_parameters {
    layout in;
    const T* all;
    const T* scale;
    const T* shift;

    constexpr T bias(int filter) const {
        return scaled_bias(C.has_bias ? all + C.weight_count(in) : nullptr, filter, scale, shift);
    }
    // What step k of a filter's sum multiplies with.
    constexpr T weight(int group, int k, int filter) const {
        const T own = all[C.weight_of_step(in, group, k, filter)];
        return scale ? own * scale[group * C.filters() + filter] : own;
    }
};

// Filters in the lanes. Packed: the biases, then the weights, both group by group,
// [kernel row][kernel column][input channel][filter].
template <convolution_numbers C, forward_form Form> struct convolution_by_filters {
    static constexpr kernels::contraction whole = output_problem(C, Form);
    static constexpr int problem_count = C.groups;
    static constexpr kernels::contraction problem() { return kernels::simplified(whole); }

    template <class T, simd::target Machine> static constexpr std::int64_t packed_size() {
        return weights_at<T, Machine>(C.groups);
    }

    template <class T, simd::target Machine>
    static constexpr void pack(const convolution_parameters<T, C>& from, T* packed) noexcept {
        for (int group = 0; group < C.groups; ++group) {
            if constexpr (whole.from == kernels::start::bias)
                kernels::pack_bias<T, Machine, whole>(
                    packed + group * bias_size<T, Machine>(),
                    [&](int filter) { return from.bias(group * C.filters() + filter); });
            kernels::pack<T, Machine, whole>(
                packed + weights_at<T, Machine>(group),
                [&](int k, int filter) { return from.weight(group, k, filter); });
        }
    }

    template <class T, simd::target Machine, class After>
    static constexpr void forward(const T* in, int begin, const T* packed, T* out,
                                  const T* added) noexcept {
        for (int group = 0; group < C.groups; ++group)
            kernels::contract<T, Machine, whole, whole, After>(
                in + (begin + first_input(C, Form.in[0].image, group)),
                packed + weights_at<T, Machine>(group), packed + group * bias_size<T, Machine>(),
                out + group * C.filters(), Form.adds ? added + group * C.filters() : nullptr);
    }

  private:
    template <class T, simd::target Machine> static constexpr std::int64_t bias_size() {
        if constexpr (whole.from == kernels::start::bias) {
            return kernels::bias_elements<T, Machine, whole>;
        } else {
            return 0;
        }
    }
    template <class T, simd::target Machine> static constexpr std::int64_t weights_at(int group) {
        return C.groups * bias_size<T, Machine>() +
               group * kernels::packed_elements<T, Machine, whole>;
    }
};

// Pixels in the lanes. Packed: the biases of all filters, then their weights,
// [filter][kernel row][kernel column][input channel].
template <convolution_numbers C, forward_form Form> struct convolution_by_pixels {
    static constexpr kernels::contraction whole = planes_problem(C, Form);
    static constexpr int problem_count = C.groups;
    static constexpr kernels::contraction problem() { return kernels::simplified(whole); }

    template <class T, simd::target> static constexpr std::int64_t packed_size() {
        return biases + C.all_filters * whole.sum_count();
    }

    template <class T, simd::target>
    static constexpr void pack(const convolution_parameters<T, C>& from, T* packed) noexcept {
        for (int filter = 0; filter < biases; ++filter) *packed++ = from.bias(filter);
        for (int group = 0; group < C.groups; ++group)
            for (int filter = 0; filter < C.filters(); ++filter)
                for (int k = 0; k < static_cast<int>(whole.sum_count()); ++k)
                    *packed++ = from.weight(group, k, filter);
    }

    template <class T, simd::target Machine, class After>
    static constexpr void forward(const T* in, int begin, const T* packed, T* out,
                                  const T* added) noexcept {
        for (int group = 0; group < C.groups; ++group) {
            const std::ptrdiff_t first = group * std::ptrdiff_t{C.filters()};
            kernels::contract<T, Machine, whole, whole, After>(
                packed + biases + first * whole.sum_count(),
                in + (begin + first_input(C, Form.in[0].image, group)),
                packed + (biases > 0 ? first : 0), out + first * Form.out.image.channel_step,
                Form.adds ? added + first * Form.in[1].image.channel_step : nullptr);
        }
    }

  private:
    static constexpr int biases = whole.from == kernels::start::bias_of_column ? C.all_filters : 0;
};

// One filter a channel: channels in the lanes. Packed: the biases, then the weights,
// [kernel row][kernel column][channel].
template <convolution_numbers C, forward_form Form> struct convolution_by_channels {
    static constexpr kernels::depthwise whole = depthwise_problem(C, Form);
    static constexpr int problem_count = 0;
    static constexpr kernels::contraction problem() {
        return kernels::simplified(output_problem(C, Form));
    }

    template <class T, simd::target Machine> static constexpr std::int64_t packed_size() {
        return std::int64_t{kernels::depthwise_row<T>(whole, Machine)} * (biases + whole.taps());
    }

    template <class T, simd::target Machine>
    static constexpr void pack(const convolution_parameters<T, C>& from, T* packed) noexcept {
        kernels::pack_depthwise<T, Machine, whole, biases>(packed, [&](int row, int channel) {
            return row < biases ? from.bias(channel) : from.weight(channel, row - biases, 0);
        });
    }

    template <class T, simd::target Machine, class After>
    static constexpr void forward(const T* in, int begin, const T* packed, T* out,
                                  const T* added) noexcept {
        kernels::convolve_depthwise<T, Machine, whole, After>(
            in + (begin + first_input(C, Form.in[0].image, 0)),
            packed + biases * kernels::depthwise_row<T>(whole, Machine), packed, out, added);
    }

  private:
    static constexpr int biases = whole.from == kernels::start::bias;
};

// A way's `forward` begins `begin` elements behind pixel (0, 0) of its input.
template <convolution_numbers C, forward_form Form>
using convolution_way = std::conditional_t<
    makes_planes(C, Form), convolution_by_pixels<C, Form>,
    std::conditional_t<is_depthwise(C, Form.in[0].image), convolution_by_channels<C, Form>,
                       convolution_by_filters<C, Form>>>;

}  // namespace ctnn::detail
