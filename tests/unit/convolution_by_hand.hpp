// A convolution's numbers, parameters and samples in, outputs and gradients out: by running the
// problems that the layer hands to the kernels, in whole numbers.
#pragma once

#include <ctnn/layers/convolution_problem.hpp>

#include "contraction_by_hand.hpp"

#include <doctest/doctest.h>

// Stands where no kernel may read, and where one must write.
inline constexpr long long poison = 1'000'000'007;
// Stands where one must add.
inline constexpr long long was_there = 1'000;

// The samples of a batch as they lie in memory: zeros around each image, and poison elsewhere.
struct images {
    ctnn::tensor_form form;
    int samples;
    whole_numbers memory;

    images(const ctnn::tensor_form& given, int count)
        : form{given},
          samples{count},
          memory(static_cast<std::size_t>((count - 1) * given.sample_step + given.image.storage()),
                 poison) {
        const ctnn::layout& image = form.image;
        const ctnn::border& edge = image.edge;
        for (int sample = 0; sample < samples; ++sample)
            for (int row = -edge.top; row < image.height + edge.bottom; ++row)
                for (int column = -edge.left; column < image.width + edge.right; ++column)
                    if (row < 0 || row >= image.height || column < 0 || column >= image.width)
                        for (int channel = 0; channel < image.channels; ++channel)
                            at(sample)[image.at(channel, row, column)] = 0;
    }

    // The number `offset` behind the first of pixel (0, 0).
    place_in at(int sample, int offset = 0) {
        return {memory, form.image.origin() + sample * form.sample_step + offset};
    }

    // Calls body(number in memory) in PyTorch's order.
    template <class Body> void for_each(Body&& body) {
        for (int sample = 0; sample < samples; ++sample)
            for (int i = 0; i < form.image.element_count(); ++i)
                body(at(sample)[form.image.at_flat(i)]);
    }
    void set(const whole_numbers& numbers) {
        std::size_t next = 0;
        for_each([&](long long& here) { here = numbers.at(next++); });
    }
    whole_numbers get() {
        whole_numbers result;
        for_each([&](long long here) { result.push_back(here); });
        return result;
    }
};

// Runs a problem, and sees that what it is simplified to does the same.
inline void compute(const ctnn::kernels::contraction& p, place_in a, place_in b, place_in bias,
                    place_in out) {
    whole_numbers copy = out.memory;
    contract_by_hand(simplified(p), a, b, bias, {copy, out.at});
    contract_by_hand(p, a, b, bias, out);
    REQUIRE(copy == out.memory);
}

// An operand as it is packed for a problem: weight(k, n) is where step k of sum n has its factor.
template <class Weight>
whole_numbers pack(const ctnn::kernels::contraction& problem, const whole_numbers& p,
                   Weight&& weight) {
    whole_numbers result;
    for (int k = 0; k < problem.sum_count(); ++k)
        for (int n = 0; n < problem.channels; ++n)
            result.push_back(p.at(static_cast<std::size_t>(weight(k, n))));
    return result;
}

// A convolution at work on a few samples x, as its problems say.
struct convolution_by_hand {
    const ctnn::detail::convolution_numbers& numbers;
    ctnn::backward_form form;
    whole_numbers p, x = {}, dy = {};

    int samples() const { return form.forward.samples; }

    whole_numbers outputs() const {
        images in{form.forward.in[0], samples()}, out{form.forward.out, samples()};
        in.set(x);
        const ctnn::layout& image = in.form.image;
        const ctnn::kernels::contraction problem = output_problem(numbers, form.forward);
        for (int group = 0; group < numbers.groups; ++group) {
            whole_numbers weights = pack(problem, p, [&](int k, int filter) {
                return numbers.weight_of_step(image, group, k, filter);
            });
            whole_numbers bias = p;
            const int first_filter = group * numbers.filters();
            for (int sample = 0; sample < samples(); ++sample)
                compute(problem, in.at(sample, first_input(numbers, image, group)), {weights},
                        {bias, numbers.weight_count(image) + first_filter},
                        out.at(sample, first_filter));
        }
        return out.get();
    }

    whole_numbers input_gradient() const {
        images from{form.out_gradient, samples()}, to{form.in_gradient[0], samples()};
        from.set(dy);
        if (form.adds_to_in_gradient) to.set(whole_numbers(x.size(), was_there));
        const ctnn::layout &out = from.form.image, &in = to.form.image;
        for (int number = 0; number < phase_count(numbers); ++number) {
            const ctnn::detail::phase_pair phases = phases_of(numbers, in, number);
            if (phases.empty()) continue;
            const ctnn::kernels::contraction problem = input_problem(numbers, form, number);
            for (int group = 0; group < numbers.groups; ++group) {
                whole_numbers none,
                    weights = pack(problem, p, [&](int k, int channel) {
                        return weight_of_step_back(numbers, in, phases, group, k, channel);
                    });
                for (int sample = 0; sample < samples(); ++sample)
                    compute(problem, from.at(sample, first_output(numbers, out, phases, group)),
                            {weights}, {none},
                            to.at(sample, first_pixel(numbers, in, phases, group)));
            }
        }
        return to.get();
    }

    whole_numbers parameter_gradient() const {
        images in{form.forward.in[0], samples()}, from{form.out_gradient, samples()};
        in.set(x);
        from.set(dy);
        const ctnn::layout& image = in.form.image;
        whole_numbers none, one{1};
        whole_numbers gradient(p.size(), form.adds_to_gradient ? was_there : poison);
        for (int group = 0; group < numbers.groups; ++group)
            for (int run = 0; run < weight_runs(numbers, form); ++run)
                compute(weight_problem(numbers, form),
                        in.at(0, first_input(numbers, image, group, run)),
                        from.at(0, group * numbers.filters()), {none},
                        {gradient, first_gradient(numbers, image, group, run)});
        if (numbers.has_bias)
            compute(bias_problem(numbers, form), {one}, from.at(0), {none},
                    {gradient, numbers.weight_count(image)});
        whole_numbers result = gradient;  // the weights' in PyTorch's order
        std::size_t next = 0;
        for (int group = 0; group < numbers.groups; ++group)
            for (int k = 0; k < numbers.taps() * numbers.channels(image); ++k)
                for (int filter = 0; filter < numbers.filters(); ++filter) {
                    const int weight = numbers.weight_of_step(image, group, k, filter);
                    result.at(static_cast<std::size_t>(weight)) = gradient.at(next++);
                }
        return result;
    }
};
