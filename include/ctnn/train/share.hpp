// A few samples of a batch in, their outputs and their part of the gradient out.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/kernels/copy.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/parameters.hpp>
#include <ctnn/predictor.hpp>

namespace ctnn::found {

template <int Samples> struct samples_at_once;

}  // namespace ctnn::found

namespace ctnn::detail {

// How a network is trained on `Samples` samples at once: every activation and its gradient has a
// place of its own. This program is what the threads of a trainable model run; it knows nothing of
// batches or threads.
template <class Net, class T, int Samples, simd::target Machine> struct share_program {
    static constexpr const auto& graph = Net::graph;
    static constexpr auto activations = make_plan(graph, purpose::training);
    static constexpr auto gradients = make_plan(graph, purpose::gradients);
    static constexpr int layers = Net::layer_count;
    static constexpr int outputs = graph.output_count;  // the network's and its auxiliary heads'

    template <int N> using leaf = leaf_at<N, typename Net::leaves>;
    static constexpr auto folded = fold_in_training(graph, activations);
    template <int N> static constexpr bool has_parameters = graph.nodes[N].parameters.count > 0;

    static constexpr tensor_form activation_form(int value) {
        return {activations.places[value].form, static_cast<int>(activations.size)};
    }
    static constexpr tensor_form gradient_form(int value) {
        return {gradients.places[value].form, static_cast<int>(gradients.size)};
    }

    template <int N>
    static constexpr forward_form form = [] {
        forward_form result{.in = {},
                            .out = activation_form(graph.nodes[N].output),
                            .samples = Samples,
                            .training = true};
        for (int i = 0; i < graph.nodes[N].input_count; ++i)
            result.in[i] = activation_form(graph.nodes[N].inputs[i]);
        return result;
    }();

    // Does anything that is trained, or the caller, want the gradient of this value?
    struct value_flags {
        bool of[graph.value_count] = {};
    };
    template <bool OfTheInput>
    static constexpr value_flags wanted = [] {
        value_flags result;
        result.of[0] = OfTheInput;
        for (int n = 0; n < layers; ++n) {
            const node& maker = graph.nodes[n];
            bool& flag = result.of[maker.output];
            flag = maker.parameters.count > 0;
            for (int i = 0; i < maker.input_count; ++i)
                if (result.of[maker.inputs[i]]) flag = true;
        }
        return result;
    }();
    static constexpr bool is_wanted(int value, bool of_the_input) {
        return of_the_input ? wanted<true>.of[value] : wanted<false>.of[value];
    }
    // The way back starts at the last layer: a later reader has left its gradient already, so has
    // the first input of a layer that reads a value twice, and the caller that of an output.
    static constexpr bool is_read_before(int value, int layer, int input) {
        for (int i = 0; i < outputs; ++i)
            if (graph.outputs[i] == value) return true;
        for (int i = 0; i < input; ++i)
            if (graph.nodes[layer].inputs[i] == value) return true;
        for (int later = layer + 1; later < layers; ++later)
            for (int i = 0; i < graph.nodes[later].input_count; ++i)
                if (graph.nodes[later].inputs[i] == value) return true;
        return false;
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
            const bool wants = is_wanted(value, OfTheInput), adds = is_read_before(value, N, i);
            (i == 0 ? result.wants_in_gradient : result.wants_second_gradient) = wants;
            (i == 0 ? result.adds_to_in_gradient : result.adds_to_second_gradient) = adds;
        }
        return result;
    }();

    // Where the numbers of layer N begin, one layer after the other: packed for the way there,
    // packed for the way back, the gradient of the parameters, and what a layer that needs the
    // whole batch keeps for all shares and for each.
    struct offsets {
        std::int64_t forward = 0, backward = 0, gradient = 0, parameters = 0, state = 0,
                     partial = 0;
    };
    template <int N> static constexpr bool needs_whole_batch = graph.nodes[N].needs_whole_batch;
    template <int N> static constexpr offsets begin() {
        if constexpr (N == 0) {
            return {};
        } else {
            offsets result = begin<N - 1>();
            using layer = leaf<N - 1>;
            constexpr forward_form there = form<N - 1>;
            constexpr backward_form back = backward<N - 1, true>;
            if constexpr (has_parameters<N - 1>) {
                result.forward += round_to_grain(layer::template packed_size<T, Machine, there>());
                result.backward +=
                    round_to_grain(layer::template backward_packed_size<T, Machine, back>());
                result.gradient += round_to_grain(layer::template gradient_size<back>());
                result.parameters += graph.nodes[N - 1].parameters.scalar_count();
            }
            if constexpr (needs_whole_batch<N - 1>) {
                result.state += round_to_grain(layer::template state_size<there>());
                result.partial += round_to_grain(layer::template partial_size<there>());
            }
            return result;
        }
    }
    static constexpr offsets end = begin<layers>();

    // The layers that need the whole batch, each the first of a stage; between two of them every
    // share runs for itself.
    struct stage_list {
        int first[layers + 2] = {};  // of stage s; first[count] is the end
        int count = 0;
    };
    static constexpr stage_list stages = [] {
        stage_list result;
        result.count = 1;
        for (int n = 0; n < layers; ++n)
            if (graph.nodes[n].needs_whole_batch) result.first[result.count++] = n;
        result.first[result.count] = layers;
        return result;
    }();

    static constexpr void pack(const T* parameters, T* forward_weights) noexcept {
        unroll<layers>([&](auto n) {
            if constexpr (has_parameters<n>)
                leaf<n>::template pack<T, Machine, form<n>>(parameters + begin<n>().parameters,
                                                            forward_weights + begin<n>().forward);
        });
    }
    static constexpr void pack_backward(const T* parameters, T* backward_weights) noexcept {
        unroll<layers>([&](auto n) {
            if constexpr (has_parameters<n>)
                leaf<n>::template pack_backward<T, Machine, backward<n, true>>(
                    parameters + begin<n>().parameters, backward_weights + begin<n>().backward);
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
        block<T, end.partial> partial;
    };

    // The numbers that all shares read.
    struct common {
        block<T, end.forward> forward_weights;
        block<T, end.backward> backward_weights;
        block<T, end.state> state;
        std::uint64_t seed = 0;
        std::uint64_t first_sample = 0;  // of this batch, since training began
    };

    // One share of a batch: where it works, and which samples are its own. It is always computed
    // whole, with zeros for the samples that are not there.
    struct share {
        memory& own;
        common& all;
        int first;
        int count;

        constexpr T* activation(int value) const {
            const place& where = activations.places[value];
            return own.activation.values + where.offset + where.form.origin();
        }
        constexpr T* gradient(int value) const {
            const place& where = gradients.places[value];
            return own.gradient.values + where.offset + where.form.origin();
        }
        template <int N> constexpr T* parameter_gradient() const {
            return own.parameter_gradient.values + begin<N>().gradient;
        }
        template <int N> constexpr T* partial() const {
            return own.partial.values + begin<N>().partial;
        }

        template <int N> constexpr training_pass<T> training() const {
            return {.count = count,
                    .first_sample = all.first_sample + static_cast<std::uint64_t>(first),
                    .seed = all.seed + N,
                    .state = all.state.values + begin<N>().state,
                    .partial = partial<N>()};
        }
        template <int N> constexpr forward_pass<T> forward_of() const {
            constexpr const node& layer = graph.nodes[N];
            forward_pass<T> pass;
            for (int i = 0; i < layer.input_count; ++i) pass.in[i] = activation(layer.inputs[i]);
            pass.out = activation(layer.output);
            pass.weights = all.forward_weights.values + begin<N>().forward;
            pass.training = training<N>();
            return pass;
        }
        template <int N> constexpr backward_pass<T> backward_of() const {
            constexpr const node& layer = graph.nodes[N];
            backward_pass<T> pass;
            for (int i = 0; i < layer.input_count; ++i) {
                pass.in[i] = activation(layer.inputs[i]);
                pass.in_gradient[i] = gradient(layer.inputs[i]);
            }
            pass.out = activation(layer.output);
            pass.out_gradient = gradient(layer.output);
            pass.weights = all.backward_weights.values + begin<N>().backward;
            pass.forward_weights = all.forward_weights.values + begin<N>().forward;
            pass.gradient = parameter_gradient<N>();
            pass.training = training<N>();
            return pass;
        }
    };

    // Where the caller has the numbers of each output, or of its gradient.
    template <class Number> struct outside {
        Number* of[outputs];
    };
    static constexpr std::int64_t size_of_output(int i) {
        return graph.values[graph.outputs[i]].size();
    }

    // Stage `Stage` of the way there: the layers up to the next that needs the whole batch, for
    // which this share leaves its part.
    template <int Stage>
    static constexpr void forward(const share& at, const T* input,
                                  const outside<T>& output) noexcept {
        constexpr int first = stages.first[Stage], last = stages.first[Stage + 1];
        if constexpr (Stage == 0)
            import_samples<activation_form(0)>(input + at.first * Net::input_shape.size(),
                                               at.activation(0), at.count);
        unroll<last - first>([&](auto i) {
            constexpr int n = first + i, function = folded.function[n];
            if constexpr (function >= 0) {
                leaf<n>::template forward<T, Machine, form<n>, leaf<function>>(
                    at.template forward_of<n>());
            } else if constexpr (folded.into[n] < 0) {
                leaf<n>::template forward<T, Machine, form<n>>(at.template forward_of<n>());
            }
        });
        if constexpr (last < layers) {
            leaf<last>::template gather<T, Machine, form<last>>(at.template forward_of<last>());
        } else {
            unroll<outputs>([&](auto i) {
                constexpr int value = graph.outputs[i];
                export_samples<activation_form(value)>(
                    at.activation(value), output.of[i] + at.first * size_of_output(i), at.count);
            });
        }
    }

    // Stage `Stage` of the way back, from the last to the first; ends with this share's part for
    // the layer that the next one begins with.
    template <int Stage, bool OfTheInput>
    static constexpr void run_backward(const share& at, const outside<const T>& output_gradient,
                                       T* input_gradient) noexcept {
        constexpr int first = stages.first[Stage], last = stages.first[Stage + 1];
        if constexpr (Stage + 1 == stages.count)
            unroll<outputs>([&](auto i) {
                constexpr int value = graph.outputs[i];
                import_samples<gradient_form(value)>(
                    output_gradient.of[i] + at.first * size_of_output(i), at.gradient(value),
                    at.count);
            });
        // The layer that needed the whole batch comes with the stage before its own.
        constexpr int begin_at = Stage == 0 ? first : first + 1;
        constexpr int end_at = Stage + 1 == stages.count ? last : last + 1;
        unroll<end_at - begin_at>([&](auto i) {
            constexpr int n = end_at - 1 - i;
            if constexpr (is_wanted(graph.nodes[n].output, OfTheInput))
                leaf<n>::template backward<T, Machine, backward<n, OfTheInput>>(
                    at.template backward_of<n>());
        });
        if constexpr (Stage > 0) {
            leaf<first>::template gather_backward<T, Machine, backward<first, OfTheInput>>(
                at.template backward_of<first>());
        } else if constexpr (OfTheInput) {
            export_samples<gradient_form(0)>(
                at.gradient(0), input_gradient + at.first * Net::input_shape.size(), at.count);
        }
    }

  private:
    template <tensor_form Form>
    static constexpr void import_samples(const T* samples, T* target, int count) noexcept {
        for (int sample = 0; sample < Samples; ++sample, target += Form.sample_step) {
            if (sample < count) {
                kernels::import_tensor<T, Form.image>(samples + sample * Form.image.element_count(),
                                                      target);
            } else {
                kernels::for_each_element(Form.image,
                                          [&](auto, auto offset) { target[offset] = T(0); });
            }
        }
    }
    template <tensor_form Form>
    static constexpr void export_samples(const T* from, T* samples, int count) noexcept {
        for (int sample = 0; sample < count; ++sample)
            kernels::export_tensor<T, Form.image>(from + sample * Form.sample_step,
                                                  samples + sample * Form.image.element_count());
    }
};

template <int Samples> struct training_size_complaint {
    static constexpr sentence words =
        too_many(reason::too_many_numbers_in_workspace,
                 sentence{"training on ", Samples, " samples at once takes"})
            .words;
    using facts = fact_list<found::samples_at_once<Samples>,
                            found::because<reason::too_many_numbers_in_workspace>>;
};

// What there is to tell about the size of the training and about the layers' members, and what to
// train: nothing if it is too large or a member is missing.
template <class Net, class T, int Samples, simd::target Machine> struct teachable {
    using whole = share_program<Net, T, Samples, Machine>;
    static constexpr bool fits = whole::activations.size <= most_numbers / Samples &&
                                 whole::gradients.size <= most_numbers / Samples;
    using fitting = std::conditional_t<fits, Net, network_without_layers>;
    static constexpr lack first = [] {
        using own = share_program<fitting, T, Samples, Machine>;
        lack result;
        unroll<fitting::graph.node_count>([&](auto n) {
            using layer = typename own::template leaf<n>;
            constexpr bool has_weights = own::template has_parameters<n>;
            if (result.what == member::none)
                result = {n,
                          missing_forward<layer, T, Machine, own::template form<n>, has_weights>()};
            if (result.what == member::none)
                result = {n, missing_backward<layer, T, Machine, own::template backward<n, true>,
                                              has_weights>()};
        });
        return result;
    }();
    using diagnosis =
        std::conditional_t<fits,
                           mistake_if<first.what != member::none, member_complaint<fitting, first>>,
                           mistake_if<!fits, training_size_complaint<Samples>>>;
    using program = share_program<
        std::conditional_t<first.what == member::none, fitting, network_without_layers>, T, Samples,
        Machine>;
};

}  // namespace ctnn::detail
