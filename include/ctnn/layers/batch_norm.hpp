// What batch_norm1d and batch_norm2d share: everything but the shape of their input.
#pragma once

#include <ctnn/kernels/channels.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/model/options.hpp>
#include <ctnn/simd/square_root.hpp>

namespace ctnn::detail {

// Prediction: y = x scale + shift with scale = γ/√(σ² + eps) and shift = β - μ scale, from the
// running statistics; the layer in front of it takes that over if it can. Training: with the
// statistics of the batch. They need all of its samples, so every share first gathers its part, one
// combines the parts in their order, and then every share goes on.
template <class Accepts, class... Options> struct batch_norm : layer {
    static constexpr placement output = placement::in_place;
    static constexpr bool backward_reads_output = false;
    static constexpr bool is_scale = true;
    static constexpr bool needs_whole_batch = true;

    static constexpr inference infer(const shape& in) {
        if (options.problem) return options.problem;
        for (const option_kind kind : {option_kind::bn_eps, option_kind::bn_momentum})
            if (const option given = options.find(kind))
                if (given.numbers[0] < 0 || given.numbers[1] < 1)
                    return fault{.why = reason::number_not_positive,
                                 .words = sentence{"eps and momentum must be 0 or more, found ",
                                                   given.numbers[0], "/", given.numbers[1]}};
        if (!Accepts::rank(in.rank)) return Accepts::mistake(in);
        return in;
    }

    static constexpr parameter_list parameters(const shape& in) {
        using name = basic_sentence<parameter::longest_name>;
        parameter_list list;
        if (affine) {
            list.add({.name = name{"weight"}, .extents = {in[0]}, .fill = initial::ones});
            list.add({.name = name{"bias"}, .extents = {in[0]}, .fill = initial::zeros});
        }
        list.add({.name = name{"running_mean"},
                  .extents = {in[0]},
                  .fill = initial::zeros,
                  .trained = false});
        list.add({.name = name{"running_var"},
                  .extents = {in[0]},
                  .fill = initial::ones,
                  .trained = false});
        list.add({.name = name{"num_batches_tracked"},
                  .extents = {},
                  .fill = initial::zeros,
                  .trained = false,
                  .counts = true});
        return list;
    }

    // Of the running statistics, for channels in PyTorch's order.
    template <forward_form Form, class T>
    static constexpr void scale_and_shift(const T* parameters, T* scale, T* shift) noexcept {
        constexpr int channels = kernels::channels_of(Form.in[0].image);
        const T* const statistics = parameters + (affine ? 2 * channels : 0);
        for (int c = 0; c < channels; ++c) {
            const T mean = statistics[c], variance = statistics[channels + c];
            scale[c] = (affine ? parameters[c] : T(1)) / simd::square_root(variance + eps<T>());
            shift[c] = simd::fused(-mean, scale[c], affine ? parameters[channels + c] : T(0));
        }
    }

    // Packed, in the order in which the channels lie: scale and shift to predict, γ and β to train.
    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_size() {
        return 2 * kernels::channels_of(Form.in[0].image);
    }
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void pack(const T* parameters, T* packed) noexcept {
        constexpr layout in = Form.in[0].image;
        constexpr int channels = kernels::channels_of(in);
        T first[channels] = {}, second[channels] = {};
        if constexpr (Form.training) {
            for (int c = 0; c < channels; ++c) {
                first[c] = affine ? parameters[c] : T(1);
                second[c] = affine ? parameters[channels + c] : T(0);
            }
        } else {
            scale_and_shift<Form>(parameters, first, second);
        }
        for (int c = 0; c < channels; ++c) {
            packed[c] = first[kernels::channel_at(in, c)];
            packed[channels + c] = second[kernels::channel_at(in, c)];
        }
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr std::int64_t backward_packed_size() {
        return 0;
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void pack_backward(const T*, T*) noexcept {}

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        constexpr int channels = kernels::channels_of(Form.in[0].image);
        // y = x scale + shift; while training (x - μ) scale + β, as μ may be far from 0.
        const T* const weights = pass.weights;
        const T* const state = pass.training.state;
        for_each_sample<Form.samples>([&](auto sample) {
            kernels::map_channels<T, Machine, Form.in[0].image, Form.out.image>(
                pass.in[0] + sample * Form.in[0].sample_step,
                pass.out + sample * Form.out.sample_step, [&](auto x, auto at) {
                    if constexpr (Form.training) {
                        const auto scale = at(state + channels) * at(weights);
                        return fma(x - at(state), scale, at(weights + channels));
                    } else {
                        return fma(x, at(weights), at(weights + channels));
                    }
                });
        });
    }

    // The state that all shares see: mean, 1/√(variance + eps), and on the way back the means of
    // dL/dy and of dL/dy x̂. A share's part on the way there: its mean and its sum of squared
    // differences.
    template <forward_form Form> static constexpr std::int64_t state_size() {
        return 4 * kernels::channels_of(Form.in[0].image);
    }
    template <forward_form Form> static constexpr std::int64_t partial_size() {
        return 2 * kernels::channels_of(Form.in[0].image);
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void gather(const forward_pass<T>& pass) noexcept {
        constexpr layout in = Form.in[0].image;
        constexpr int channels = kernels::channels_of(in);
        T* const mean = pass.training.partial;
        T* const squares = mean + channels;
        const auto add = [&](T* sums, auto term) {
            for (int c = 0; c < channels; ++c) sums[c] = T(0);
            for (int sample = 0; sample < pass.training.count; ++sample)
                kernels::for_each_channel<T, Machine, in>(
                    pass.in[0] + sample * Form.in[0].sample_step,
                    [&](auto x, auto at) { at(sums, term(x, at, at(sums))); });
        };
        add(mean, [](auto x, auto, auto sum) { return sum + x; });
        const T count = static_cast<T>(pass.training.count * kernels::pixels_of(in));
        for (int c = 0; c < channels; ++c) mean[c] = mean[c] / count;
        add(squares, [&](auto x, auto at, auto sum) {
            const auto difference = x - at(mean);
            return fma(difference, difference, sum);
        });
    }

    // Puts the shares' parts together (Chan, Golub & LeVeque, 1979) and moves the running
    // statistics.
    template <class T, forward_form Form, class PartOf, class CountOf>
    static constexpr void combine(int shares, PartOf&& part_of, CountOf&& count_of, T* state,
                                  T* parameters) noexcept {
        constexpr layout in = Form.in[0].image;
        constexpr int channels = kernels::channels_of(in);
        T* const statistics = parameters + (affine ? 2 * channels : 0);
        for (int c = 0; c < channels; ++c) {
            T total = T(0), mean = T(0), squares = T(0);
            for (int share = 0; share < shares; ++share) {
                const T* const part = part_of(share);
                const T count = static_cast<T>(count_of(share) * kernels::pixels_of(in));
                const T difference = part[c] - mean, sum = total + count;
                mean = simd::fused(difference, count / sum, mean);
                squares = simd::fused(difference * difference, total * (count / sum),
                                      squares + part[channels + c]);
                total = sum;
            }
            const T variance = squares / total;
            state[c] = mean;
            state[channels + c] = T(1) / simd::square_root(variance + eps<T>());
            // PyTorch keeps the unbiased variance.
            const T unbiased = squares / (total > T(1) ? total - T(1) : T(1));
            const int known = kernels::channel_at(in, c);
            T& running_mean = statistics[known];
            T& running_variance = statistics[channels + known];
            running_mean = simd::fused(momentum<T>(), mean - running_mean, running_mean);
            running_variance =
                simd::fused(momentum<T>(), unbiased - running_variance, running_variance);
        }
        statistics[2 * channels] += T(1);
    }

    // The gradient of γ and β, which are also the sums the way back needs: [channel as it lies]
    // twice.
    template <backward_form Form> static constexpr std::int64_t gradient_size() {
        return 2 * kernels::channels_of(Form.forward.in[0].image);
    }
    template <class T, backward_form Form>
    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        constexpr layout in = Form.forward.in[0].image;
        constexpr int channels = kernels::channels_of(in);
        if constexpr (affine)
            for (int c = 0; c < channels; ++c) {
                parameters[kernels::channel_at(in, c)] = gradient[c];
                parameters[channels + kernels::channel_at(in, c)] = gradient[channels + c];
            }
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void gather_backward(const backward_pass<T>& pass) noexcept {
        constexpr layout in = Form.forward.in[0].image;
        constexpr int channels = kernels::channels_of(in);
        T* const products = pass.gradient;
        T* const sums = pass.gradient + channels;
        const T* const state = pass.training.state;
        for (int c = 0; c < 2 * channels; ++c) pass.gradient[c] = T(0);
        for (int sample = 0; sample < pass.training.count; ++sample)
            kernels::for_each_channel<T, Machine, in, Form.out_gradient.image>(
                pass.in[0] + sample * Form.forward.in[0].sample_step,
                pass.out_gradient + sample * Form.out_gradient.sample_step,
                [&](auto x, auto dy, auto at) {
                    const auto standard = (x - at(state)) * at(state + channels);
                    at(products, fma(dy, standard, at(products)));
                    at(sums, at(sums) + dy);
                });
    }

    template <class T, backward_form Form, class PartOf, class CountOf>
    static constexpr void combine_backward(int shares, PartOf&& part_of, CountOf&& count_of,
                                           T* state) noexcept {
        constexpr layout in = Form.forward.in[0].image;
        constexpr int channels = kernels::channels_of(in);
        int samples = 0;
        for (int share = 0; share < shares; ++share) samples += count_of(share);
        const T count = static_cast<T>(samples * kernels::pixels_of(in));
        for (int c = 0; c < 2 * channels; ++c) {
            T sum = T(0);
            for (int share = 0; share < shares; ++share) sum += part_of(share)[c];
            state[2 * channels + c] = sum / count;
        }
    }

    // dL/dx = γ/√(σ² + eps) (dL/dy - mean(dL/dy) - x̂ mean(dL/dy x̂)).
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        if constexpr (Form.wants_in_gradient) {
            constexpr tensor_form in = Form.forward.in[0], from = Form.out_gradient,
                                  to = Form.in_gradient[0];
            constexpr int channels = kernels::channels_of(in.image);
            const T* const mean = pass.training.state;
            const T* const inverse = mean + channels;
            const T* const mean_product = inverse + channels;
            const T* const mean_gradient = mean_product + channels;
            for_each_sample<Form.forward.samples>([&](auto sample) {
                // Samples that do not exist have no gradient; the next layer must find zeros.
                const bool exists = sample < pass.training.count;
                kernels::map_channels<T, Machine, Form.adds_to_in_gradient, in.image, from.image,
                                      to.image>(
                    pass.in[0] + sample * in.sample_step,
                    pass.out_gradient + sample * from.sample_step,
                    pass.in_gradient[0] + sample * to.sample_step,
                    [&](auto x, auto dy, auto before, auto at) {
                        using V = decltype(x);
                        if (!exists) return before;
                        const V standard = (x - at(mean)) * at(inverse);
                        const V centred = dy - at(mean_gradient);
                        const V rest = fma(V::broadcast(-1) * standard, at(mean_product), centred);
                        return fma(rest, at(inverse) * at(pass.forward_weights), before);
                    });
            });
        }
    }

  private:
    static constexpr option_list options = read_options<Options...>(
        {option_kind::bn_eps, option_kind::bn_momentum, option_kind::no_affine});
    static constexpr bool affine = !options.has(option_kind::no_affine);

    template <class T> static constexpr T eps() {
        return ratio<T>(option_kind::bn_eps, 1, 100'000);
    }
    template <class T> static constexpr T momentum() {
        return ratio<T>(option_kind::bn_momentum, 1, 10);
    }
    template <class T> static constexpr T ratio(option_kind kind, int above, int below) {
        if (const option given = options.find(kind)) {
            above = given.numbers[0];
            below = given.numbers[1];
        }
        return static_cast<T>(above) / static_cast<T>(below);
    }
};

}  // namespace ctnn::detail
