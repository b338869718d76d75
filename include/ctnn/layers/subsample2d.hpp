// The sub-sampling layer of 1998: windows summed, then a factor and a bias that are trained.
#pragma once

#include <ctnn/kernels/channels.hpp>
#include <ctnn/kernels/pool_backward.hpp>
#include <ctnn/layers/pooling.hpp>

namespace ctnn {

// y[c, i, j] = weight[c] Σ over m, n of x[c, i S + m - P, j S + n - P] + bias[c], padding as zeros.
// Torch7: nn.SpatialSubSampling. PyTorch: avg_pool2d(x, F, S, P, divisor_override=1) * weight +
// bias, both per channel.
//
//     subsample2d<kernel<2>>
//
// Shape: {C, H, W} -> {C, (H - F + 2P)/S + 1, (W - F + 2P)/S + 1}, each a whole number unless
// round_down or round_up says how to round. Options: kernel (required), stride (defaults to the
// kernel), padding (at most half the kernel) or padding_same, round_down, round_up. Parameters:
// weight {C}, bias {C}, at first from U(-1/√F², 1/√F²). Source: LeCun et al., "Gradient-based
// learning applied to document recognition", 1998.
template <class... Options>
struct subsample2d : detail::sliding_windows<2, option_kind::unknown, Options...> {
    using base = detail::sliding_windows<2, option_kind::unknown, Options...>;
    static constexpr bool backward_reads_output = false;
    // Factors and biases belong to channels, which side by side fill vectors.
    static constexpr planes uses_planes(const shape&) { return planes::none; }

    static constexpr parameter_list parameters(const shape& in) {
        const window_pair windows = read_windows(base::options, true);
        const int fan_in = windows.vertical.kernel * windows.horizontal.kernel;
        parameter_list list;
        for (const std::string_view name : {"weight", "bias"})
            list.add({.name = basic_sentence<parameter::longest_name>{name},
                      .extents = {in[0]},
                      .fan_in = fan_in});
        return list;
    }

    // Packed: the factors, then the biases.
    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_size() {
        return 2 * Form.in[0].image.channels;
    }
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void pack(const T* parameters, T* packed) noexcept {
        for (int i = 0; i < 2 * Form.in[0].image.channels; ++i) packed[i] = parameters[i];
    }
    // The way back needs the factors alone.
    template <class T, simd::target Machine, backward_form Form>
    static constexpr std::int64_t backward_packed_size() {
        return Form.forward.in[0].image.channels;
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void pack_backward(const T* parameters, T* packed) noexcept {
        for (int c = 0; c < Form.forward.in[0].image.channels; ++c) packed[c] = parameters[c];
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        constexpr kernels::pooling p = sums(Form.in[0].image, Form.out.image);
        constexpr layout rows = [] {
            layout result = Form.out.image;
            result.height = Form.rows_made();
            return result;
        }();
        for_each_sample<Form.samples>([&](auto sample) {
            T* const out = pass.out + sample * Form.out.sample_step;
            const kernels::row_range made = detail::rows_to_make<Form>(pass);
            kernels::average_pool<T, Machine, p, false>(
                pass.in[0] + sample * Form.in[0].sample_step, out, made);
            const T *const factors = pass.weights, *const biases = factors + p.out.channels;
            T* const first = out + p.out.at(0, made.begin, 0);
            kernels::map_channels<T, Machine, rows, rows>(
                first, first, [&](auto sum, auto at) { return fma(sum, at(factors), at(biases)); });
        });
    }

    // The gradient of the parameters in their own order.
    template <backward_form Form> static constexpr std::int64_t gradient_size() {
        return 2 * Form.forward.in[0].image.channels;
    }
    template <class T, backward_form Form>
    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        for (int i = 0; i < gradient_size<Form>(); ++i) parameters[i] = gradient[i];
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        constexpr tensor_form in = Form.forward.in[0], from = Form.out_gradient,
                              to = Form.in_gradient[0];
        if constexpr (!Form.adds_to_gradient)
            for (int i = 0; i < gradient_size<Form>(); ++i) pass.gradient[i] = T(0);
        for_each_sample<Form.forward.samples>([&](auto sample) {
            const T* const dy = pass.out_gradient + sample * from.sample_step;
            add_parameter_gradient<T, Machine, sums(in.image, from.image)>(
                pass.in[0] + sample * in.sample_step, dy, pass.gradient);
            if constexpr (Form.wants_in_gradient) {
                constexpr kernels::pooling p = sums(to.image, from.image);
                T* const dx = pass.in_gradient[0] + sample * to.sample_step;
                constexpr bool add = Form.adds_to_in_gradient || !p.tiles();
                if constexpr (!Form.adds_to_in_gradient && !p.tiles())
                    kernels::clear_image<T, Machine, to.image>(dx);
                set_input_gradient<T, Machine, p, add>(dy, pass.weights, dx);
            }
        });
    }

  private:
    static constexpr kernels::pooling sums(const layout& in, const layout& out) {
        kernels::pooling result = base::problem(in, out);
        result.by = kernels::divisor::one;
        return result;
    }

    // dL/dweight = Σ dL/dy times the window's sum, dL/dbias = Σ dL/dy.
    template <class T, simd::target Machine, kernels::pooling P>
    static constexpr void add_parameter_gradient(const T* x, const T* dy, T* gradient) {
        kernels::for_each_window<P>([&](int i, int j, const auto& rows, const auto& columns) {
            kernels::for_each_vector<T, Machine, P.in.channels>(
                [&](auto lanes, int channel, auto count) {
                    using V = simd::vec<T, lanes>;
                    const kernels::channel_access<T, lanes, count> at{channel};
                    V sum = V::broadcast(T(0));
                    kernels::for_each_pixel_of(rows, columns, [&](int row, int column) {
                        sum = sum + at(x + P.in.at(0, row, column));
                    });
                    const V slope = at(dy + P.out.at(0, i, j));
                    at(gradient, fma(sum, slope, at(gradient)));
                    at(gradient + P.in.channels, at(gradient + P.in.channels) + slope);
                });
        });
    }

    // dL/dx = weight dL/dy, at every element of a window.
    template <class T, simd::target Machine, kernels::pooling P, bool Add>
    static constexpr void set_input_gradient(const T* dy, const T* weights, T* dx) {
        kernels::for_each_window<P>([&](int i, int j, const auto& rows, const auto& columns) {
            kernels::for_each_vector<T, Machine, P.in.channels>(
                [&](auto lanes, int channel, auto count) {
                    using V = simd::vec<T, lanes>;
                    const kernels::channel_access<T, lanes, count> at{channel};
                    const V slope = at(dy + P.out.at(0, i, j)), weight = at(weights);
                    kernels::for_each_pixel_of(rows, columns, [&](int row, int column) {
                        V before = V::broadcast(T(0));
                        if constexpr (Add) before = at(dx + P.in.at(0, row, column));
                        at(dx + P.in.at(0, row, column), fma(slope, weight, before));
                    });
                });
        });
    }
};

}  // namespace ctnn
