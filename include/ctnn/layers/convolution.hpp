// What conv1d and conv2d share: everything but the shape of their input and of their weight.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/kernels/contract.hpp>
#include <ctnn/layers/convolution_forward.hpp>
#include <ctnn/layers/convolution_spread.hpp>

namespace ctnn::detail {

// A convolution with `Filters` output channels over the last `Axes` axes of its input.
//
// The gradients are contractions, too. That of the input is a convolution of dL/dy with the filters
// turned round, one for every phase of the stride; that of the weights sums over the pixels.
template <int Axes, int Filters, class... Options> struct convolution : layer {
    static constexpr bool backward_reads_output = false;
    static constexpr bool takes_over_scale = true;
    static constexpr bool takes_over_function = true;
    static constexpr bool takes_over_sum = true;

    static constexpr planes uses_planes(const shape& in) {
        const layout from = layout_of(in);
        const bool gains = gains_by_planes(numbers, from, layout_of(infer(in).output));
        // With channels in the lanes a depthwise one reads pixels alone.
        if (is_depthwise(numbers, from)) return gains ? planes::follows : planes::none;
        return gains ? planes::gains : planes::reads;
    }

    static constexpr bool makes_rows(const shape& in) {
        return Axes == 2 && is_worth_rows(numbers, layout_of(in), layout_of(infer(in).output));
    }

    static constexpr inference infer(const shape& in) {
        if (options.problem) return options.problem;
        if (Filters < 1)
            return fault{.why = reason::number_not_positive,
                         .words = sentence{"needs at least one channel, found ", Filters}};
        if (!options.has(option_kind::kernel))
            return fault{.why = reason::kernel_missing,
                         .words = sentence{"a convolution needs kernel<...>"}};
        if (in.rank != Axes + 1) return Axes == 2 ? not_an_image(in) : not_a_sequence(in);
        if (numbers.groups < 1)
            return fault{.why = reason::number_not_positive,
                         .words = sentence{"needs at least one group, found ", numbers.groups}};
        if (in[0] % groups != 0 || Filters % groups != 0)
            return fault{.why = reason::groups_do_not_divide,
                         .words = sentence{"groups<", groups, "> must divide the ", in[0],
                                           " input channels and the ", Filters, " filters"}};
        return infer_windows(Filters, in, numbers.windows_on(layout_of(in)));
    }

    static constexpr parameter_list parameters(const shape& in) {
        const int channels = in[0] / groups, fan_in = channels * numbers.taps();
        const int height = numbers.height(), width = numbers.width();
        const shape weight =
            Axes == 2 ? shape{Filters, channels, height, width} : shape{Filters, channels, width};
        parameter_list list;
        list.add({.name = basic_sentence<parameter::longest_name>{"weight"},
                  .extents = weight,
                  .fan_in = fan_in});
        if (has_bias)
            list.add({.name = basic_sentence<parameter::longest_name>{"bias"},
                      .extents = {Filters},
                      .fan_in = fan_in});
        return list;
    }

    static constexpr std::int64_t mac_count(const shape& in) {
        return infer(in).output.size() * (in[0] / groups) * numbers.taps();
    }

    static constexpr border zeros_around(const shape& in) {
        return detail::zeros_around(numbers, layout_of(in), layout_of(infer(in).output));
    }
    static constexpr border zeros_around_gradient(const shape& in) {
        return detail::zeros_around_gradient(numbers, layout_of(in), layout_of(infer(in).output));
    }

    // What the kernels compute for a sample, and how often; depthwise it is no contraction.
    template <forward_form Form> static constexpr kernels::contraction problem() {
        return way<Form>::problem();
    }
    template <forward_form Form> static constexpr int problem_count() {
        return way<Form>::problem_count;
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_size() {
        return way<Form>::template packed_size<T, Machine>();
    }

    // A `scale` and a `shift` for every filter are those of the layer behind this one.
    template <class T, simd::target Machine, forward_form Form>
    static constexpr void pack(const T* parameters, T* packed, const T* scale = nullptr,
                               const T* shift = nullptr) noexcept {
        way<Form>::template pack<T, Machine>(
            convolution_parameters<T, numbers>{Form.in[0].image, parameters, scale, shift}, packed);
    }

    template <class T, simd::target Machine, forward_form Form, class After = kernels::unchanged>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        for_each_sample<Form.samples>([&](auto sample) {
            const int first =
                Form.in[0].image.at(0, pass.row * numbers.declared.vertical.stride, 0);
            way<Form>::template forward<T, Machine, After>(
                pass.in[0] + sample * Form.in[0].sample_step, first, pass.weights,
                pass.out + (sample * Form.out.sample_step + Form.out.image.at(0, pass.row, 0)),
                pass.in[1]);
        });
    }

    // Packed for the way back: group by group, phase by phase, filters turned round,
    // [tap row][tap column][filter][input channel]; or as convolution_spread has them.
    template <class T, simd::target Machine, backward_form Form>
    static constexpr std::int64_t backward_packed_size() {
        if constexpr (spread<Form>::is_better) {
            return spread<Form>::template packed_size<T, Machine>();
        } else {
            return rounds<Form>() * phase_at<T, Machine, Form, phases>();
        }
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void pack_backward(const T* parameters, T* packed) noexcept {
        constexpr layout in = Form.in_gradient[0].image;
        if constexpr (spread<Form>::is_better) {
            spread<Form>::template pack<T, Machine>(parameters, packed);
        } else {
            for_each_phase<T, Machine, Form>([&](auto number, const phase_pair& p, int group,
                                                 std::int64_t at) {
                if constexpr (is_depthwise(numbers, in)) {
                    kernels::pack_depthwise<T, Machine,
                                            depthwise_input_problem(numbers, Form, number)>(
                        packed + at, [&](int tap, int channel) {
                            return parameters[weight_of_step_back(numbers, in, p, channel, tap, 0)];
                        });
                } else {
                    kernels::pack<T, Machine, input_problem(numbers, Form, number)>(
                        packed + at, [&](int k, int channel) {
                            return parameters[weight_of_step_back(numbers, in, p, group, k,
                                                                  channel)];
                        });
                }
            });
        }
    }

    // The gradient of the parameters as the kernels leave it: group by group
    // [kernel row][kernel column][input channel][filter], then the bias.
    template <backward_form Form> static constexpr std::int64_t gradient_size() {
        return numbers.weight_count(Form.forward.in[0].image) + (has_bias ? Filters : 0);
    }

    template <class T, backward_form Form>
    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        constexpr layout in = Form.forward.in[0].image;
        const auto put = [&](int group, int k, int filter) {
            parameters[numbers.weight_of_step(in, group, k, filter)] = *gradient++;
        };
        if constexpr (is_depthwise(numbers, in)) {
            for (int tap = 0; tap < numbers.taps(); ++tap)
                for (int channel = 0; channel < groups; ++channel) put(channel, tap, 0);
        } else {
            for (int group = 0; group < groups; ++group)
                for (int k = 0; k < numbers.taps() * numbers.channels(in); ++k)
                    for (int filter = 0; filter < filters; ++filter) put(group, k, filter);
        }
        if constexpr (has_bias)
            for (int filter = 0; filter < Filters; ++filter)
                parameters[numbers.weight_count(in) + filter] = *gradient++;
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        constexpr layout in = Form.forward.in[0].image;
        if constexpr (is_depthwise(numbers, in)) {
            kernels::depthwise_weight_gradient<T, Machine, depthwise_problem(numbers, Form.forward),
                                               weight_problem(numbers, Form)>(
                pass.in[0] + first_input(numbers, in, 0), pass.out_gradient, pass.gradient);
        } else {
            for (int group = 0; group < groups; ++group)
                for (int run = 0; run < weight_runs(numbers, Form); ++run)
                    kernels::contract<T, Machine, weight_problem(numbers, Form)>(
                        pass.in[0] + first_input(numbers, in, group, run),
                        pass.out_gradient + group * filters, nullptr,
                        pass.gradient + first_gradient(numbers, in, group, run));
        }
        if constexpr (has_bias)
            kernels::contract<T, Machine, bias_problem(numbers, Form)>(
                &kernels::one<T>, pass.out_gradient, nullptr,
                pass.gradient + numbers.weight_count(in));
        if constexpr (Form.wants_in_gradient) {
            if constexpr (spread<Form>::is_better) {
                for_each_sample<Form.forward.samples>([&](auto sample) {
                    spread<Form>::template set<T, Machine>(
                        pass.out_gradient + sample * Form.out_gradient.sample_step, pass.weights,
                        pass.in_gradient[0] + sample * Form.in_gradient[0].sample_step);
                });
            } else {
                set_input_gradient<T, Machine, Form>(pass);
            }
        }
    }

  private:
    static constexpr option_list options =
        read_options<Options...>({option_kind::kernel, option_kind::stride, option_kind::padding,
                                  option_kind::dilation, option_kind::groups, option_kind::rounding,
                                  option_kind::no_bias, option_kind::flipped_kernel},
                                 Axes);
    static constexpr convolution_numbers numbers = [] {
        const option padding = options.find(option_kind::padding);
        const option groups = options.find(option_kind::groups);
        return convolution_numbers{.declared = read_windows(options, false, Axes),
                                   .same_padding = padding && padding.count == option::as_needed,
                                   .all_filters = Filters,
                                   .groups = groups ? groups.numbers[0] : 1,
                                   .has_bias = !options.has(option_kind::no_bias),
                                   .flipped = options.has(option_kind::flipped_kernel)};
    }();
    static constexpr int groups = numbers.groups < 1 ? 1 : numbers.groups;  // never divide by 0
    static constexpr int filters = numbers.filters();
    static constexpr int phases = phase_count(numbers);
    static constexpr bool has_bias = numbers.has_bias;

    template <forward_form Form> using way = convolution_way<numbers, Form>;
    template <backward_form Form> using spread = convolution_spread<numbers, Form>;

    // How often the way back computes every phase, and what the weights of one take.
    template <backward_form Form> static constexpr int rounds() {
        return is_depthwise(numbers, Form.in_gradient[0].image) ? 1 : groups;
    }
    template <class T, simd::target Machine, backward_form Form, int Number>
    static constexpr std::int64_t phase_size() {
        if constexpr (is_depthwise(numbers, Form.in_gradient[0].image)) {
            constexpr kernels::depthwise p = depthwise_input_problem(numbers, Form, Number);
            return std::int64_t{kernels::depthwise_row<T>(p, Machine)} * p.taps();
        } else {
            return kernels::packed_elements<T, Machine, input_problem(numbers, Form, Number)>;
        }
    }

    // Where the weights of phase `Number` begin, packed for the way back, in those of a group.
    template <class T, simd::target Machine, backward_form Form, int Number>
    static constexpr std::int64_t phase_at() {
        std::int64_t offset = 0;
        unroll<Number>([&](auto before) {
            if constexpr (!phases_of(numbers, Form.in_gradient[0].image, before).empty())
                offset += phase_size<T, Machine, Form, before>();
        });
        return offset;
    }
    // Calls body(number of the phases, phases, group, where its packed weights begin).
    template <class T, simd::target Machine, backward_form Form, class Body>
    static constexpr void for_each_phase(Body&& body) {
        constexpr std::int64_t group_size = phase_at<T, Machine, Form, phases>();
        unroll<phases>([&](auto number) {
            constexpr phase_pair p = phases_of(numbers, Form.in_gradient[0].image, number);
            if constexpr (!p.empty())
                for (int group = 0; group < rounds<Form>(); ++group)
                    body(number, p, group,
                         group * group_size + phase_at<T, Machine, Form, number>());
        });
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void set_input_gradient(const backward_pass<T>& pass) noexcept {
        for_each_phase<T, Machine, Form>(
            [&](auto number, const phase_pair& p, int group, std::int64_t at) {
                constexpr tensor_form from = Form.out_gradient, to = Form.in_gradient[0];
                for_each_sample<Form.forward.samples>([&](auto sample) {
                    const T* const read = pass.out_gradient + sample * from.sample_step +
                                          first_output(numbers, from.image, p, group);
                    T* const written = pass.in_gradient[0] + sample * to.sample_step +
                                       first_pixel(numbers, to.image, p, group);
                    if constexpr (is_depthwise(numbers, to.image)) {
                        constexpr auto all = depthwise_input_problem(numbers, Form, number);
                        kernels::convolve_depthwise<T, Machine, all>(read, pass.weights + at,
                                                                     nullptr, written);
                    } else {
                        kernels::contract<T, Machine, input_problem(numbers, Form, number)>(
                            read, pass.weights + at, nullptr, written);
                    }
                });
            });
    }
};

}  // namespace ctnn::detail
