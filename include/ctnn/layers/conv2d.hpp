// The convolution layer: an image in, an image of filter responses out.
#pragma once

#include <ctnn/kernels/contract.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/model/options.hpp>

namespace ctnn {

// y[o, i, j] = bias[o] + Σ over c, m, n of weight[o, c, m, n] · x[c, i S + m - P, j S + n - P],
// zeros outside x. PyTorch: nn.Conv2d(C, Channels, ...): a correlation, as there.
//
//     conv2d<6, kernel<5>, padding<2>>                   6 filters of 5x5
//     conv2d<64, kernel<10, 4>, stride<2>, no_bias>      kernels need not be square
//
// Shape: {C, H, W} -> {Channels, (H - F + 2P)/S + 1, (W - F + 2P)/S + 1}, each a whole number
// unless round_down or round_up says how to round. Options: kernel (required), stride, padding,
// no_bias, round_down, round_up. Parameters: weight {Channels, C, F_h, F_w}, bias {Channels}.
// Source: LeCun et al., "Gradient-based learning applied to document recognition", 1998.
template <int Channels, class... Options> struct conv2d : layer {
    static constexpr inference infer(const shape& in) {
        if (options.problem) return options.problem;
        if (Channels < 1)
            return fault{.why = reason::number_not_positive,
                         .words = sentence{"needs at least one channel, found ", Channels}};
        if (!options.has(option_kind::kernel))
            return fault{.why = reason::option_missing,
                         .words = sentence{"a convolution needs kernel<...>"}};
        if (in.rank != 3) return not_an_image(in);
        return infer_windows(Channels, in, windows);
    }

    static constexpr parameter_list parameters(const shape& in) {
        const int fan_in = in[0] * taps;
        parameter_list list;
        list.add({.name = basic_sentence<parameter::longest_name>{"weight"},
                  .extents = {Channels, in[0], down.kernel, across.kernel},
                  .fan_in = fan_in});
        if (has_bias)
            list.add({.name = basic_sentence<parameter::longest_name>{"bias"},
                      .extents = {Channels},
                      .fan_in = fan_in});
        return list;
    }

    static constexpr std::int64_t mac_count(const shape& in) {
        return infer(in).output.size() * in[0] * taps;
    }

    static constexpr border zeros_around(const shape& in) {
        const shape out = infer(in).output;
        return {down.before, across.before, touched_after(in[1], down, out[1]),
                touched_after(in[2], across, out[2])};
    }

    // Packed for the way there: the bias, then the weights [kernel row][kernel column][input
    // channel][filter].
    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_size() {
        constexpr kernels::contraction p = output_problem(Form);
        return bias_size<T, Machine, Form>() + kernels::packed_elements<T, Machine, p>;
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void pack(const T* parameters, T* packed) noexcept {
        constexpr kernels::contraction p = output_problem(Form);
        constexpr int channels = Form.in[0].image.channels;
        if constexpr (has_bias)
            kernels::pack_bias<T, Machine, p>(parameters + Channels * channels * taps, packed);
        kernels::pack<T, Machine, p>(
            packed + bias_size<T, Machine, Form>(), [&](int k, int filter) {
                return parameters[weight_at(filter, k % channels, k / channels / across.kernel,
                                            k / channels % across.kernel, channels)];
            });
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        constexpr layout in = Form.in[0].image;
        for_each_sample<Form.samples>([&](auto sample) {
            kernels::contract<T, Machine, output_problem(Form)>(
                pass.in[0] + sample * Form.in[0].sample_step +
                    in.at(0, -down.before, -across.before),
                pass.weights + bias_size<T, Machine, Form>(), pass.weights,
                pass.out + sample * Form.out.sample_step);
        });
    }

    // The way back reads zeros around the gradient of the output, wherever a pixel's filters reach
    // over its end.
    static constexpr border zeros_around_gradient(const shape& in) {
        const shape out = infer(in).output;
        border edge;
        for (int residue = 0; residue < down.stride; ++residue) {
            const phase p = phase_of(down, in[1], residue);
            edge = widest(edge, {.top = -p.first, .bottom = p.end() - out[1]});
        }
        for (int residue = 0; residue < across.stride; ++residue) {
            const phase p = phase_of(across, in[2], residue);
            edge = widest(edge, {.left = -p.first, .right = p.end() - out[2]});
        }
        return edge;
    }

    // Packed for the way back: phase by phase, filters turned round, [tap row][tap
    // column][filter][input channel].
    template <class T, simd::target Machine, backward_form Form>
    static constexpr std::int64_t backward_packed_size() {
        return phase_offset<T, Machine, Form, phases>();
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void pack_backward(const T* parameters, T* packed) noexcept {
        constexpr int channels = Form.forward.in[0].image.channels;
        unroll<phases>([&](auto number) {
            constexpr phase_pair p = phases_of(Form, number);
            kernels::pack<T, Machine, input_problem(Form, number)>(
                packed + phase_offset<T, Machine, Form, number>(), [&](int k, int channel) {
                    const int tap = k / Channels;
                    return parameters[weight_at(k % Channels, channel,
                                                p.rows.tap(tap / p.columns.taps),
                                                p.columns.tap(tap % p.columns.taps), channels)];
                });
        });
    }

    // The gradient of the parameters as the kernels leave it: [kernel row][kernel column][input
    // channel][filter], bias.
    template <backward_form Form> static constexpr std::int64_t gradient_size() {
        return std::int64_t{Channels} * (Form.forward.in[0].image.channels * taps + has_bias);
    }

    template <class T, backward_form Form>
    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        constexpr int channels = Form.forward.in[0].image.channels;
        for (int m = 0; m < down.kernel; ++m)
            for (int n = 0; n < across.kernel; ++n)
                for (int c = 0; c < channels; ++c)
                    for (int filter = 0; filter < Channels; ++filter)
                        parameters[weight_at(filter, c, m, n, channels)] = *gradient++;
        if constexpr (has_bias)
            for (int filter = 0; filter < Channels; ++filter)
                parameters[Channels * channels * taps + filter] = *gradient++;
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        constexpr layout in = Form.forward.in[0].image, from = Form.out_gradient.image,
                         to = Form.in_gradient[0].image;
        kernels::contract<T, Machine, weight_problem(Form)>(
            pass.in[0] + in.at(0, -down.before, -across.before), pass.out_gradient, nullptr,
            pass.gradient);
        if constexpr (has_bias)
            kernels::contract<T, Machine, bias_problem(Form)>(
                &kernels::one<T>, pass.out_gradient, nullptr,
                pass.gradient + Channels * in.channels * taps);
        if constexpr (Form.wants_in_gradient)
            for_each_sample<Form.forward.samples>([&](auto sample) {
                unroll<phases>([&](auto number) {
                    constexpr phase_pair p = phases_of(Form, number);
                    kernels::contract<T, Machine, input_problem(Form, number)>(
                        pass.out_gradient + sample * Form.out_gradient.sample_step +
                            from.at(0, p.rows.first, p.columns.first),
                        pass.weights + phase_offset<T, Machine, Form, number>(), nullptr,
                        pass.in_gradient[0] + sample * Form.in_gradient[0].sample_step +
                            to.at(0, p.rows.residue, p.columns.residue));
                });
            });
    }

  private:
    static constexpr option_list options =
        read_options<Options...>({option_kind::kernel, option_kind::stride, option_kind::padding,
                                  option_kind::rounding, option_kind::no_bias});
    static constexpr window_pair windows = read_windows(options, false);
    static constexpr window down = windows.vertical, across = windows.horizontal;
    static constexpr int taps = down.kernel * across.kernel;
    static constexpr bool has_bias = !options.has(option_kind::no_bias);

    static constexpr int weight_at(int filter, int channel, int row, int column, int channels) {
        return ((filter * channels + channel) * down.kernel + row) * across.kernel + column;
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t bias_size() {
        if constexpr (has_bias) {
            return kernels::bias_elements<T, Machine, output_problem(Form)>;
        } else {
            return 0;
        }
    }

    // y from x and the weights.
    static constexpr kernels::contraction output_problem(const forward_form& form) {
        const layout &in = form.in[0].image, &out = form.out.image;
        return {.rows = {out.height, down.stride * in.row_step(), out.row_step()},
                .columns = {out.width, across.stride * in.pixel_step, out.pixel_step},
                .channels = Channels,
                .sums = {{down.kernel, in.row_step(), across.kernel * in.channels},
                         {across.kernel, in.pixel_step, in.channels},
                         {in.channels, 1, 1}},
                .from = has_bias ? kernels::start::bias : kernels::start::zero,
                .b = kernels::operand::packed};
    }

    // dL/dweight from x and dL/dy: every tap is the sum over the pixels it met.
    static constexpr kernels::contraction weight_problem(const backward_form& form) {
        const layout &in = form.forward.in[0].image, &from = form.out_gradient.image;
        const int run = across.kernel * in.channels;
        return {.rows = {down.kernel, in.row_step(), run * Channels},
                .columns = {run, 1, Channels},
                .channels = Channels,
                .sums = {{form.forward.samples, form.forward.in[0].sample_step,
                          form.out_gradient.sample_step},
                         {from.height, down.stride * in.row_step(), from.row_step()},
                         {from.width, across.stride * in.pixel_step, from.pixel_step}},
                .from = form.adds_to_gradient ? kernels::start::output : kernels::start::zero};
    }

    // dL/dbias: the same sum over pixels with 1 in place of x.
    static constexpr kernels::contraction bias_problem(const backward_form& form) {
        kernels::contraction p = weight_problem(form);
        p.rows = p.columns = {};
        for (kernels::sum_axis& axis : p.sums) axis.a = 0;
        return p;
    }

    // dL/dx. The pixels y = residue, residue + S, ... of an axis all meet the same taps m, those
    // with y + P - m divisible by S, and so are one convolution of dL/dy with these taps turned
    // round: one phase for every residue.
    struct phase {
        int residue;   // the first pixel
        int count;     // how many pixels
        int taps;      // how many taps they meet
        int last_tap;  // the one that the lowest output meets
        int first;     // that output, for the first pixel; may lie before the first there is
        int stride;

        constexpr int tap(int number) const { return last_tap - number * stride; }
        constexpr int end() const { return taps > 0 ? first + taps - 1 + count : 0; }
    };
    struct phase_pair {
        phase rows, columns;
    };
    static constexpr int phases = down.stride * across.stride;

    static constexpr phase phase_of(const window& w, int extent, int residue) {
        const int first_tap = (residue + w.before) % w.stride;
        const int met = first_tap < w.kernel ? (w.kernel - 1 - first_tap) / w.stride + 1 : 0;
        const int last_output = (residue + w.before - first_tap) / w.stride;
        return {.residue = residue,
                .count = residue < extent ? (extent - residue - 1) / w.stride + 1 : 0,
                .taps = met,
                .last_tap = first_tap + (met - 1) * w.stride,
                .first = met > 0 ? last_output - (met - 1) : 0,
                .stride = w.stride};
    }
    static constexpr phase_pair phases_of(const backward_form& form, int number) {
        const layout& in = form.forward.in[0].image;
        return {phase_of(down, in.height, number / across.stride),
                phase_of(across, in.width, number % across.stride)};
    }

    static constexpr kernels::contraction input_problem(const backward_form& form, int number) {
        const layout &from = form.out_gradient.image, &to = form.in_gradient[0].image;
        const auto [rows, columns] = phases_of(form, number);
        return {.rows = {rows.count, from.row_step(), down.stride * to.row_step()},
                .columns = {columns.count, from.pixel_step, across.stride * to.pixel_step},
                .channels = to.channels,
                .sums = {{rows.taps, from.row_step(), columns.taps * Channels},
                         {columns.taps, from.pixel_step, Channels},
                         {Channels, 1, 1}},
                .from = form.adds_to_in_gradient ? kernels::start::output : kernels::start::zero,
                .b = kernels::operand::packed};
    }

    template <class T, simd::target Machine, backward_form Form, int Number>
    static constexpr std::int64_t phase_offset() {
        std::int64_t offset = 0;
        unroll<Number>([&](auto before) {
            offset += kernels::packed_elements<T, Machine, input_problem(Form, before)>;
        });
        return offset;
    }
};

}  // namespace ctnn
