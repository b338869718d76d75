// The rectifier that learns how much of the negative numbers to let through.
#pragma once

#include <ctnn/kernels/channels.hpp>
#include <ctnn/kernels/softmax.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/model/options.hpp>

namespace ctnn {

// Every channel has a slope of its own.
struct per_channel {
    static constexpr option value{option_kind::per_channel};
};

// y = x for x > 0, else a x with a slope a that is trained. PyTorch: nn.PReLU() and nn.PReLU(C).
//
//     prelu<>                 one slope for all
//     prelu<per_channel>      one for every channel, or number of a vector
//
// Shape: any, unchanged. Parameters: weight {1} or {C}, 0.25 at first. Source: He et al., "Delving
// deep into rectifiers", 2015.
template <class... Options> struct prelu : layer {
    static constexpr placement output = placement::in_place;
    static constexpr bool backward_reads_output = false;

    static constexpr inference infer(const shape& in) {
        if (options.problem) return options.problem;
        return in;
    }

    static constexpr parameter_list parameters(const shape& in) {
        parameter_list list;
        list.add({.name = basic_sentence<parameter::longest_name>{"weight"},
                  .extents = {is_shared ? 1 : in[0]},
                  .fill = initial::quarter});
        return list;
    }

    // Packed: a slope for every channel as it lies.
    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_size() {
        return kernels::channels_of(Form.in[0].image);
    }
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void pack(const T* parameters, T* packed) noexcept {
        constexpr layout in = Form.in[0].image;
        for (int c = 0; c < kernels::channels_of(in); ++c)
            packed[c] = parameters[is_shared ? 0 : kernels::channel_at(in, c)];
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr std::int64_t backward_packed_size() {
        return packed_size<T, Machine, Form.forward>();
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void pack_backward(const T* parameters, T* packed) noexcept {
        pack<T, Machine, Form.forward>(parameters, packed);
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        for_each_sample<Form.samples>([&](auto sample) {
            kernels::map_channels<T, Machine, Form.in[0].image, Form.out.image>(
                pass.in[0] + sample * Form.in[0].sample_step,
                pass.out + sample * Form.out.sample_step, [&](auto x, auto at) {
                    return select(x > decltype(x)::broadcast(T(0)), x, x * at(pass.weights));
                });
        });
    }

    // The gradient of the slopes as the kernel leaves it: one for every channel as it lies.
    template <backward_form Form> static constexpr std::int64_t gradient_size() {
        return kernels::channels_of(Form.forward.in[0].image);
    }
    template <class T, backward_form Form>
    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        constexpr layout in = Form.forward.in[0].image;
        constexpr int channels = kernels::channels_of(in);
        if constexpr (is_shared) {
            parameters[0] = kernels::sum_of<T, channels>([&](int c) { return gradient[c]; });
        } else {
            for (int c = 0; c < channels; ++c) parameters[kernels::channel_at(in, c)] = gradient[c];
        }
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        constexpr tensor_form in = Form.forward.in[0], from = Form.out_gradient,
                              to = Form.in_gradient[0];
        if constexpr (!Form.adds_to_gradient)
            for (int c = 0; c < kernels::channels_of(in.image); ++c) pass.gradient[c] = T(0);
        for_each_sample<Form.forward.samples>([&](auto sample) {
            const T* const x = pass.in[0] + sample * in.sample_step;
            const T* const dy = pass.out_gradient + sample * from.sample_step;
            kernels::for_each_channel<T, Machine, in.image, from.image>(
                x, dy, [&](auto each, auto gradient, auto at) {
                    const auto zero = decltype(each)::broadcast(T(0));
                    at(pass.gradient,
                       fma(select(each > zero, zero, each), gradient, at(pass.gradient)));
                });
            if constexpr (Form.wants_in_gradient)
                kernels::map_channels<T, Machine, Form.adds_to_in_gradient, in.image, from.image,
                                      to.image>(
                    x, dy, pass.in_gradient[0] + sample * to.sample_step,
                    [&](auto each, auto gradient, auto before, auto at) {
                        using V = decltype(each);
                        const V slope =
                            select(each > V::broadcast(T(0)), V::broadcast(T(1)), at(pass.weights));
                        return fma(gradient, slope, before);
                    });
        });
    }

  private:
    static constexpr option_list options = read_options<Options...>({option_kind::per_channel});
    static constexpr bool is_shared = !options.has(option_kind::per_channel);
};

}  // namespace ctnn
