// A few samples of a batch in, their outputs and their part of the gradient out.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/kernels/copy.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/parameters.hpp>
#include <ctnn/predictor.hpp>

namespace ctnn::detail {

// How a network is trained on `Samples` samples at once: every activation and its gradient has a
// place of its own. This program is what the threads of a trainable model run; it knows nothing of
// batches or threads.
template <class Net, class T, int Samples, simd::target Machine> struct share_program {
    static constexpr const auto& graph = Net::graph;
    static constexpr auto activations = make_plan(graph, purpose::training);
    static constexpr auto gradients = make_plan(graph, purpose::gradients);
    static constexpr int layers = Net::layer_count;
    static constexpr int last_value = graph.value_count - 1;

    template <int N> using leaf = leaf_at<N, typename Net::leaves>;
    template <int N> static constexpr bool has_parameters = graph.nodes[N].parameters.count > 0;

    static constexpr tensor_form activation_form(int value) {
        return {activations.places[value].form, static_cast<int>(activations.size)};
    }
    static constexpr tensor_form gradient_form(int value) {
        return {gradients.places[value].form, static_cast<int>(gradients.size)};
    }

    template <int N>
    static constexpr forward_form form = [] {
        forward_form result{
            .in = {}, .out = activation_form(graph.nodes[N].output), .samples = Samples};
        for (int i = 0; i < graph.nodes[N].input_count; ++i)
            result.in[i] = activation_form(graph.nodes[N].inputs[i]);
        return result;
    }();

    // Does anything that is trained, or the caller, want the gradient of this value?
    static constexpr bool is_wanted(int value, bool of_the_input) {
        if (value == 0) return of_the_input;
        const node& maker = graph.nodes[maker_of(value)];
        if (maker.parameters.count > 0) return true;
        for (int i = 0; i < maker.input_count; ++i)
            if (is_wanted(maker.inputs[i], of_the_input)) return true;
        return false;
    }
    static constexpr int maker_of(int value) {
        int maker = 0;
        while (graph.nodes[maker].output != value) ++maker;
        return maker;
    }

    template <int N, bool OfTheInput>
    static constexpr backward_form backward = [] {
        backward_form result{.forward = form<N>,
                             .in_gradient = {},
                             .out_gradient = gradient_form(graph.nodes[N].output),
                             .wants_in_gradient = false};
        for (int i = 0; i < graph.nodes[N].input_count; ++i) {
            const int value = graph.nodes[N].inputs[i];
            result.in_gradient[i] = gradient_form(value);
            if (is_wanted(value, OfTheInput)) result.wants_in_gradient = true;
            // The way back starts at the last layer: a later reader has left its gradient already.
            for (int later = N + 1; later < layers; ++later)
                for (int j = 0; j < graph.nodes[later].input_count; ++j)
                    if (graph.nodes[later].inputs[j] == value) result.adds_to_in_gradient = true;
        }
        return result;
    }();

    // Where the numbers of layer N begin, one layer after the other: packed for the way there,
    // packed for the way back, and the gradient of the parameters.
    struct offsets {
        std::int64_t forward = 0, backward = 0, gradient = 0, parameters = 0;
    };
    template <int N> static constexpr offsets begin() {
        if constexpr (N == 0) {
            return {};
        } else {
            offsets result = begin<N - 1>();
            if constexpr (has_parameters<N - 1>) {
                using layer = leaf<N - 1>;
                result.forward +=
                    round_to_grain(layer::template packed_size<T, Machine, form<N - 1>>());
                result.backward += round_to_grain(
                    layer::template backward_packed_size<T, Machine, backward<N - 1, true>>());
                result.gradient +=
                    round_to_grain(layer::template gradient_size<backward<N - 1, true>>());
                result.parameters += graph.nodes[N - 1].parameters.scalar_count();
            }
            return result;
        }
    }
    static constexpr offsets end = begin<layers>();

    static constexpr void pack(const T* parameters, T* forward_weights,
                               T* backward_weights) noexcept {
        unroll<layers>([&](auto n) {
            if constexpr (has_parameters<n>) {
                const T* const own = parameters + begin<n>().parameters;
                leaf<n>::template pack<T, Machine, form<n>>(own,
                                                            forward_weights + begin<n>().forward);
                leaf<n>::template pack_backward<T, Machine, backward<n, true>>(
                    own, backward_weights + begin<n>().backward);
            }
        });
    }

    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        unroll<layers>([&](auto n) {
            if constexpr (has_parameters<n>)
                leaf<n>::template unpack_gradient<T, backward<n, true>>(
                    gradient + begin<n>().gradient, parameters + begin<n>().parameters);
        });
    }

    // The memory of one share. Starts as zeros, and the zeros around images stay.
    struct memory {
        block<T, activations.size * Samples> activation;
        block<T, gradients.size * Samples> gradient;
        block<T, end.gradient> parameter_gradient;
    };

    static constexpr T* activation(memory& of, int value) {
        const place& where = activations.places[value];
        return of.activation.values + where.offset + where.form.origin();
    }
    static constexpr T* gradient(memory& of, int value) {
        const place& where = gradients.places[value];
        return of.gradient.values + where.offset + where.form.origin();
    }

    // Runs the first `count` samples; a share is always computed whole, with zeros for the samples
    // that are not there.
    static constexpr void forward(memory& of, const T* input, int count, const T* weights,
                                  T* output) noexcept {
        constexpr tensor_form first = activation_form(0), last = activation_form(last_value);
        for (int sample = 0; sample < Samples; ++sample) {
            T* const target = activation(of, 0) + sample * first.sample_step;
            if (sample < count) {
                kernels::import_tensor<T, first.image>(input + sample * Net::input_shape.size(),
                                                       target);
            } else {
                kernels::for_each_element(first.image,
                                          [&](auto, auto offset) { target[offset] = T(0); });
            }
        }
        unroll<layers>([&](auto n) {
            constexpr const node& layer = graph.nodes[n];
            forward_pass<T> pass;
            for (int i = 0; i < layer.input_count; ++i)
                pass.in[i] = activation(of, layer.inputs[i]);
            pass.out = activation(of, layer.output);
            pass.weights = weights + begin<n>().forward;
            leaf<n>::template forward<T, Machine, form<n>>(pass);
        });
        for (int sample = 0; sample < count; ++sample)
            kernels::export_tensor<T, last.image>(
                activation(of, last_value) + sample * last.sample_step,
                output + sample * Net::output_shape.size());
    }

    // The way back through what `forward` left; `input_gradient` is written where `OfTheInput`.
    template <bool OfTheInput>
    static constexpr void run_backward(memory& of, const T* output_gradient, int count,
                                       const T* weights, T* input_gradient) noexcept {
        constexpr tensor_form first = gradient_form(0), last = gradient_form(last_value);
        for (int sample = 0; sample < Samples; ++sample) {
            T* const target = gradient(of, last_value) + sample * last.sample_step;
            if (sample < count) {
                kernels::import_tensor<T, last.image>(
                    output_gradient + sample * Net::output_shape.size(), target);
            } else {
                kernels::for_each_element(last.image,
                                          [&](auto, auto offset) { target[offset] = T(0); });
            }
        }
        unroll<layers>([&](auto reversed) {
            constexpr int n = layers - 1 - reversed;
            if constexpr (is_wanted(graph.nodes[n].output, OfTheInput)) {
                constexpr const node& layer = graph.nodes[n];
                backward_pass<T> pass;
                for (int i = 0; i < layer.input_count; ++i) {
                    pass.in[i] = activation(of, layer.inputs[i]);
                    pass.in_gradient[i] = gradient(of, layer.inputs[i]);
                }
                pass.out = activation(of, layer.output);
                pass.out_gradient = gradient(of, layer.output);
                pass.weights = weights + begin<n>().backward;
                pass.gradient = of.parameter_gradient.values + begin<n>().gradient;
                leaf<n>::template backward<T, Machine, backward<n, OfTheInput>>(pass);
            }
        });
        if constexpr (OfTheInput)
            for (int sample = 0; sample < count; ++sample)
                kernels::export_tensor<T, first.image>(
                    gradient(of, 0) + sample * first.sample_step,
                    input_gradient + sample * Net::input_shape.size());
    }
};

}  // namespace ctnn::detail
