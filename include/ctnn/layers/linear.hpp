// The fully connected layer.
#pragma once

#include <ctnn/kernels/contract.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/model/options.hpp>

namespace ctnn {

// y[o] = bias[o] + Σ weight[o, i] · x[i]. PyTorch: nn.Linear(N, Features).
//
//     linear<10>
//     linear<10, no_bias>
//
// Shape: {N} -> {Features}; an image needs `flatten` in front. Parameters: weight {Features, N},
// bias {Features}.
template <int Features, class... Options> struct linear : layer {
    static constexpr bool backward_reads_output = false;
    static constexpr bool takes_over_scale = true;
    static constexpr bool takes_over_function = true;

    static constexpr planes uses_planes(const shape&) { return planes::reads; }

    static constexpr inference infer(const shape& in) {
        if (options.problem) return options.problem;
        if (Features < 1)
            return fault{.why = reason::number_not_positive,
                         .words = sentence{"needs at least one feature, found ", Features}};
        if (in.rank != 1)
            return fault{
                .why = reason::not_a_vector,
                .words = sentence{"reads flat vectors, found ", in, ": write flatten in front"}};
        return shape{Features};
    }

    static constexpr parameter_list parameters(const shape& in) {
        parameter_list list;
        list.add({.name = basic_sentence<parameter::longest_name>{"weight"},
                  .extents = {Features, in[0]},
                  .fan_in = in[0]});
        if (has_bias)
            list.add({.name = basic_sentence<parameter::longest_name>{"bias"},
                      .extents = {Features},
                      .fan_in = in[0]});
        return list;
    }

    static constexpr std::int64_t mac_count(const shape& in) {
        return std::int64_t{in[0]} * Features;
    }

    // What the kernels compute.
    template <forward_form Form> static constexpr kernels::contraction problem() {
        return kernels::simplified(output_problem(Form));
    }
    template <forward_form Form> static constexpr int problem_count() { return 1; }

    // Packed for the way there: the bias, then the weights [input][feature], the inputs in the
    // order in which they lie.
    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_size() {
        return bias_size<T, Machine, Form>() +
               kernels::packed_elements<T, Machine, output_problem(alone(Form))>;
    }

    // A `scale` and a `shift` for every feature are those of the layer behind this one.
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void pack(const T* parameters, T* packed, const T* scale = nullptr,
                               const T* shift = nullptr) noexcept {
        constexpr kernels::contraction p = output_problem(alone(Form));
        constexpr layout in = Form.in[0].image;
        constexpr int inputs = in.element_count();
        const T* const bias = has_bias ? parameters + Features * inputs : nullptr;
        if constexpr (adds_bias(Form))
            kernels::pack_bias<T, Machine, p>(packed, [&](int feature) {
                return detail::scaled_bias(bias, feature, scale, shift);
            });
        kernels::pack<T, Machine, p>(
            packed + bias_size<T, Machine, Form>(), [&](int k, int feature) {
                const T weight = parameters[feature * inputs + in.flat_at(k)];
                return scale ? weight * scale[feature] : weight;
            });
    }

    template <class T, simd::target Machine, forward_form Form, class After = kernels::unchanged>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        kernels::contract<T, Machine, output_problem(Form), output_problem(alone(Form)), After>(
            pass.in[0], pass.weights + bias_size<T, Machine, Form>(), pass.weights, pass.out);
    }

    // Packed for the way back: [feature][input].
    template <class T, simd::target Machine, backward_form Form>
    static constexpr std::int64_t backward_packed_size() {
        return kernels::packed_elements<T, Machine, input_problem(alone(Form))>;
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void pack_backward(const T* parameters, T* packed) noexcept {
        constexpr layout in = Form.forward.in[0].image;
        kernels::pack<T, Machine, input_problem(alone(Form))>(packed, [&](int feature, int k) {
            return parameters[feature * in.element_count() + in.flat_at(k)];
        });
    }

    // The gradient of the parameters as the kernels leave it: [feature][input as it lies], bias.
    template <backward_form Form> static constexpr std::int64_t gradient_size() {
        return std::int64_t{Features} * (Form.forward.in[0].image.element_count() + has_bias);
    }

    template <class T, backward_form Form>
    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        constexpr layout in = Form.forward.in[0].image;
        constexpr int inputs = in.element_count();
        for (int feature = 0; feature < Features; ++feature)
            for (int k = 0; k < inputs; ++k)
                parameters[feature * inputs + in.flat_at(k)] = *gradient++;
        if constexpr (has_bias)
            for (int feature = 0; feature < Features; ++feature)
                parameters[Features * inputs + feature] = *gradient++;
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        kernels::contract<T, Machine, weight_problem(Form)>(pass.out_gradient, pass.in[0], nullptr,
                                                            pass.gradient);
        if constexpr (has_bias)
            kernels::contract<T, Machine, bias_problem(Form)>(
                &kernels::one<T>, pass.out_gradient, nullptr,
                pass.gradient + Features * Form.forward.in[0].image.element_count());
        if constexpr (Form.wants_in_gradient)
            kernels::contract<T, Machine, input_problem(Form), input_problem(alone(Form))>(
                pass.out_gradient, pass.weights, nullptr, pass.in_gradient[0]);
    }

  private:
    static constexpr option_list options = read_options<Options...>({option_kind::no_bias});
    static constexpr bool has_bias = !options.has(option_kind::no_bias);

    // Weights are packed for one sample and serve any number.
    static constexpr forward_form alone(forward_form form) {
        form.samples = 1;
        return form;
    }
    static constexpr backward_form alone(backward_form form) {
        form.forward.samples = 1;
        return form;
    }

    static constexpr bool adds_bias(const forward_form& form) { return has_bias || form.scaled; }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t bias_size() {
        if constexpr (adds_bias(Form)) {
            return kernels::bias_elements<T, Machine, output_problem(alone(Form))>;
        } else {
            return 0;
        }
    }

    // The samples of a batch are the columns.
    static constexpr kernels::contraction output_problem(const forward_form& form) {
        const int inputs = form.in[0].image.element_count();
        return {.rows = {},
                .columns = {form.samples, form.in[0].sample_step, form.out.sample_step},
                .channels = Features,
                .sums = {{}, {}, {inputs, 1, 1}},
                .from = adds_bias(form) ? kernels::start::bias : kernels::start::zero,
                .b = kernels::operand::packed,
                .chains = kernels::chains_for(inputs, Features)};
    }

    static constexpr kernels::contraction weight_problem(const backward_form& form) {
        const int inputs = form.forward.in[0].image.element_count();
        return {.rows = {},
                .columns = {Features, 1, inputs},
                .channels = inputs,
                .sums = {{},
                         {},
                         {form.forward.samples, form.out_gradient.sample_step,
                          form.forward.in[0].sample_step}},
                .from = form.adds_to_gradient ? kernels::start::output : kernels::start::zero};
    }

    static constexpr kernels::contraction bias_problem(const backward_form& form) {
        return {.rows = {},
                .columns = {},
                .channels = Features,
                .sums = {{}, {}, {form.forward.samples, 0, form.out_gradient.sample_step}},
                .from = form.adds_to_gradient ? kernels::start::output : kernels::start::zero};
    }

    static constexpr kernels::contraction input_problem(const backward_form& form) {
        const int inputs = form.forward.in[0].image.element_count();
        return {.rows = {},
                .columns = {form.forward.samples, form.out_gradient.sample_step,
                            form.in_gradient[0].sample_step},
                .channels = inputs,
                .sums = {{}, {}, {Features, 1, 1}},
                .from = form.adds_to_in_gradient ? kernels::start::output : kernels::start::zero,
                .b = kernels::operand::packed,
                .chains = kernels::chains_for(Features, inputs)};
    }
};

}  // namespace ctnn
