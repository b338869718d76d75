// What conv1d and conv2d share: everything but the shape of their input and of their weight.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/kernels/contract.hpp>
#include <ctnn/layers/convolution_phase.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/model/options.hpp>

namespace ctnn::detail {

// A convolution with `Filters` output channels over the last `Axes` axes of its input.
//
// The gradients are contractions, too. That of the input is a convolution of dL/dy with the filters
// turned round, one for every phase of the stride; that of the weights sums over the pixels.
template <int Axes, int Filters, class... Options> struct convolution : layer {
    static constexpr bool backward_reads_output = false;

    static constexpr inference infer(const shape& in) {
        if (options.problem) return options.problem;
        if (Filters < 1)
            return fault{.why = reason::number_not_positive,
                         .words = sentence{"needs at least one channel, found ", Filters}};
        if (!options.has(option_kind::kernel))
            return fault{.why = reason::option_missing,
                         .words = sentence{"a convolution needs kernel<...>"}};
        if (in.rank != Axes + 1) return Axes == 2 ? not_an_image(in) : not_a_sequence(in);
        if (groups < 1)
            return fault{.why = reason::number_not_positive,
                         .words = sentence{"needs at least one group, found ", groups}};
        if (in[0] % groups != 0 || Filters % groups != 0)
            return fault{.why = reason::groups_do_not_divide,
                         .words = sentence{"groups<", groups, "> must divide the ", in[0],
                                           " input channels and the ", Filters, " filters"}};
        return infer_windows(Filters, in, windows_on(layout_of(in)));
    }

    static constexpr parameter_list parameters(const shape& in) {
        const int channels = in[0] / groups, fan_in = channels * taps;
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
        return infer(in).output.size() * (in[0] / groups) * taps;
    }

    static constexpr border zeros_around(const shape& in) {
        const layout from = layout_of(in), to = layout_of(infer(in).output);
        const auto [down, across] = windows_on(from);
        return {down.before, across.before, touched_after(from.height, down, to.height),
                touched_after(from.width, across, to.width)};
    }

    // The way back reads zeros around the gradient of the output, wherever a pixel's filters reach
    // over its end.
    static constexpr border zeros_around_gradient(const shape& in) {
        const layout from = layout_of(in), to = layout_of(infer(in).output);
        const auto [down, across] = windows_on(from);
        const reach rows = reach_of_phases(down, from.height, to.height);
        const reach columns = reach_of_phases(across, from.width, to.width);
        return {rows.before, columns.before, rows.after, columns.after};
    }

    // Packed for the way there: the bias, then the weights, both group by group,
    // [kernel row][kernel column][input channel][filter].
    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_size() {
        constexpr kernels::contraction p = output_problem(Form);
        return groups * (bias_size<T, Machine, Form>() + kernels::packed_elements<T, Machine, p>);
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void pack(const T* parameters, T* packed) noexcept {
        constexpr kernels::contraction p = output_problem(Form);
        constexpr int channels = Form.in[0].image.channels / groups;
        for (int group = 0; group < groups; ++group) {
            const int first = group * filters;
            if constexpr (has_bias)
                kernels::pack_bias<T, Machine, p>(parameters + Filters * channels * taps + first,
                                                  packed + group * bias_size<T, Machine, Form>());
            kernels::pack<T, Machine, p>(
                packed + packed_weight_at<T, Machine, Form>(group), [&](int k, int filter) {
                    const int tap = k / channels;
                    return parameters[weight_at(first + filter, k % channels, tap / width,
                                                tap % width, channels)];
                });
        }
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        constexpr layout in = Form.in[0].image;
        constexpr window_pair windows = windows_on(in);
        for_each_sample<Form.samples>([&](auto sample) {
            for (int group = 0; group < groups; ++group)
                kernels::contract<T, Machine, output_problem(Form)>(
                    pass.in[0] + sample * Form.in[0].sample_step +
                        in.at(group * (in.channels / groups), -windows.vertical.before,
                              -windows.horizontal.before),
                    pass.weights + packed_weight_at<T, Machine, Form>(group),
                    pass.weights + group * bias_size<T, Machine, Form>(),
                    pass.out + sample * Form.out.sample_step + group * filters);
        });
    }

    // Packed for the way back: group by group, phase by phase, filters turned round,
    // [tap row][tap column][filter][input channel].
    template <class T, simd::target Machine, backward_form Form>
    static constexpr std::int64_t backward_packed_size() {
        return groups * phase_at<T, Machine, Form, phase_count>();
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void pack_backward(const T* parameters, T* packed) noexcept {
        constexpr int channels = Form.forward.in[0].image.channels / groups;
        constexpr std::int64_t group_size = phase_at<T, Machine, Form, phase_count>();
        unroll<phase_count>([&](auto number) {
            constexpr phase_pair p = phases_of(Form, number);
            for (int group = 0; group < groups; ++group)
                kernels::pack<T, Machine, input_problem(Form, number)>(
                    packed + group * group_size + phase_at<T, Machine, Form, number>(),
                    [&](int k, int channel) {
                        const int tap = k / filters, filter = group * filters + k % filters;
                        return parameters[weight_at(filter, channel,
                                                    p.rows.tap(tap / p.columns.taps),
                                                    p.columns.tap(tap % p.columns.taps), channels)];
                    });
        });
    }

    // The gradient of the parameters as the kernels leave it: group by group
    // [kernel row][kernel column][input channel][filter], then the bias.
    template <backward_form Form> static constexpr std::int64_t gradient_size() {
        return std::int64_t{Filters} *
               (Form.forward.in[0].image.channels / groups * taps + has_bias);
    }

    template <class T, backward_form Form>
    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        constexpr int channels = Form.forward.in[0].image.channels / groups;
        for (int group = 0; group < groups; ++group)
            for (int m = 0; m < height; ++m)
                for (int n = 0; n < width; ++n)
                    for (int c = 0; c < channels; ++c)
                        for (int filter = 0; filter < filters; ++filter)
                            parameters[weight_at(group * filters + filter, c, m, n, channels)] =
                                *gradient++;
        if constexpr (has_bias)
            for (int filter = 0; filter < Filters; ++filter)
                parameters[Filters * channels * taps + filter] = *gradient++;
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        add_weight_gradient<T, Machine, Form>(pass);
        if constexpr (has_bias)
            kernels::contract<T, Machine, bias_problem(Form)>(
                &kernels::one<T>, pass.out_gradient, nullptr,
                pass.gradient + Filters * (Form.forward.in[0].image.channels / groups) * taps);
        if constexpr (Form.wants_in_gradient) set_input_gradient<T, Machine, Form>(pass);
    }

  private:
    static constexpr option_list options =
        read_options<Options...>({option_kind::kernel, option_kind::stride, option_kind::padding,
                                  option_kind::dilation, option_kind::groups, option_kind::rounding,
                                  option_kind::no_bias, option_kind::flipped_kernel},
                                 Axes);
    static constexpr window_pair declared = read_windows(options, false, Axes);
    static constexpr int height = declared.vertical.kernel, width = declared.horizontal.kernel;
    static constexpr int taps = height * width;
    static constexpr int groups =
        options.has(option_kind::groups) ? options.find(option_kind::groups)->numbers[0] : 1;
    static constexpr int filters = groups > 0 ? Filters / groups : 1;  // of one group
    static constexpr bool has_bias = !options.has(option_kind::no_bias);
    static constexpr bool flipped = options.has(option_kind::flipped_kernel);
    static constexpr int phase_count = declared.vertical.stride * declared.horizontal.stride;

    static constexpr window_pair windows_on(const layout& in) {
        const option* padding = options.find(option_kind::padding);
        if (!padding || padding->count > 0) return declared;
        return {Axes == 2 ? with_same_padding(declared.vertical, in.height) : declared.vertical,
                with_same_padding(declared.horizontal, in.width)};
    }

    // Where PyTorch keeps a weight; `channels` are those of one group.
    static constexpr int weight_at(int filter, int channel, int row, int column, int channels) {
        if (flipped) {
            row = height - 1 - row;
            column = width - 1 - column;
        }
        return ((filter * channels + channel) * height + row) * width + column;
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t bias_size() {
        if constexpr (has_bias) {
            return kernels::bias_elements<T, Machine, output_problem(Form)>;
        } else {
            return 0;
        }
    }
    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_weight_at(int group) {
        return groups * bias_size<T, Machine, Form>() +
               group * kernels::packed_elements<T, Machine, output_problem(Form)>;
    }

    // y from x and the weights, for one group.
    static constexpr kernels::contraction output_problem(const forward_form& form) {
        const layout &in = form.in[0].image, &out = form.out.image;
        const auto [down, across] = windows_on(in);
        const int channels = in.channels / groups;
        return {.rows = {out.height, down.stride * in.row_step(), out.row_step()},
                .columns = {out.width, across.stride * in.pixel_step, out.pixel_step},
                .channels = filters,
                .sums = {{height, down.dilation * in.row_step(), width * channels},
                         {width, across.dilation * in.pixel_step, channels},
                         {channels, 1, 1}},
                .from = has_bias ? kernels::start::bias : kernels::start::zero,
                .b = kernels::operand::packed};
    }

    // dL/dweight: every tap of a kernel row is the sum, over all pixels of all samples, of what it
    // met times dL/dy. Where the channels of neighbouring taps are neighbours too, a kernel row is
    // one run.
    static constexpr bool one_run(const backward_form& form) {
        const layout& in = form.forward.in[0].image;
        return groups == 1 && in.pixel_step == in.channels && declared.horizontal.dilation == 1;
    }
    static constexpr kernels::contraction weight_problem(const backward_form& form) {
        const layout &in = form.forward.in[0].image, &from = form.out_gradient.image;
        const auto [down, across] = windows_on(in);
        const int channels = in.channels / groups;
        return {.rows = {height, down.dilation * in.row_step(), width * channels * filters},
                .columns = {one_run(form) ? width * channels : channels, 1, filters},
                .channels = filters,
                .sums = {{form.forward.samples, form.forward.in[0].sample_step,
                          form.out_gradient.sample_step},
                         {from.height, down.stride * in.row_step(), from.row_step()},
                         {from.width, across.stride * in.pixel_step, from.pixel_step}},
                .from = form.adds_to_gradient ? kernels::start::output : kernels::start::zero};
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void add_weight_gradient(const backward_pass<T>& pass) noexcept {
        constexpr layout in = Form.forward.in[0].image;
        constexpr window_pair windows = windows_on(in);
        constexpr int channels = in.channels / groups, runs = one_run(Form) ? 1 : width;
        for (int group = 0; group < groups; ++group)
            for (int column = 0; column < runs; ++column)
                kernels::contract<T, Machine, weight_problem(Form)>(
                    pass.in[0] +
                        in.at(group * channels, -windows.vertical.before,
                              column * windows.horizontal.dilation - windows.horizontal.before),
                    pass.out_gradient + group * filters, nullptr,
                    pass.gradient + (group * taps + column) * channels * filters);
    }

    // dL/dbias: the same sum over pixels with 1 in place of x.
    static constexpr kernels::contraction bias_problem(const backward_form& form) {
        kernels::contraction p = weight_problem(form);
        p.rows = p.columns = {};
        p.channels = Filters;
        for (kernels::sum_axis& axis : p.sums) axis.a = 0;
        return p;
    }

    // dL/dx, for one group and one pair of phases.
    static constexpr phase_pair phases_of(const backward_form& form, int number) {
        const layout& in = form.forward.in[0].image;
        const auto [down, across] = windows_on(in);
        return {phase_of(down, in.height, number / across.stride),
                phase_of(across, in.width, number % across.stride)};
    }
    static constexpr kernels::contraction input_problem(const backward_form& form, int number) {
        const layout &from = form.out_gradient.image, &to = form.in_gradient[0].image;
        const auto [rows, columns] = phases_of(form, number);
        return {
            .rows = {rows.count, from.row_step(), declared.vertical.stride * to.row_step()},
            .columns = {columns.count, from.pixel_step, declared.horizontal.stride * to.pixel_step},
            .channels = to.channels / groups,
            .sums = {{rows.taps, rows.output_step * from.row_step(), columns.taps * filters},
                     {columns.taps, columns.output_step * from.pixel_step, filters},
                     {filters, 1, 1}},
            .from = form.adds_to_in_gradient ? kernels::start::output : kernels::start::zero,
            .b = kernels::operand::packed};
    }
    template <class T, simd::target Machine, backward_form Form, int Number>
    static constexpr std::int64_t phase_at() {
        std::int64_t offset = 0;
        unroll<Number>([&](auto before) {
            offset += kernels::packed_elements<T, Machine, input_problem(Form, before)>;
        });
        return offset;
    }
    template <class T, simd::target Machine, backward_form Form>
    static constexpr void set_input_gradient(const backward_pass<T>& pass) noexcept {
        constexpr layout from = Form.out_gradient.image, to = Form.in_gradient[0].image;
        constexpr std::int64_t group_size = phase_at<T, Machine, Form, phase_count>();
        for_each_sample<Form.forward.samples>([&](auto sample) {
            unroll<phase_count>([&](auto number) {
                constexpr phase_pair p = phases_of(Form, number);
                if constexpr (p.rows.count > 0 && p.columns.count > 0)
                    for (int group = 0; group < groups; ++group)
                        kernels::contract<T, Machine, input_problem(Form, number)>(
                            pass.out_gradient + sample * Form.out_gradient.sample_step +
                                from.at(group * filters, p.rows.first, p.columns.first),
                            pass.weights + group * group_size +
                                phase_at<T, Machine, Form, number>(),
                            nullptr,
                            pass.in_gradient[0] + sample * Form.in_gradient[0].sample_step +
                                to.at(group * (to.channels / groups), p.rows.residue,
                                      p.columns.residue));
            });
        });
    }
};

}  // namespace ctnn::detail
