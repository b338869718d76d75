// A convolution whose filters see some of the input channels: conv2d with a table of connections.
#pragma once

#include <ctnn/kernels/contract.hpp>
#include <ctnn/layers/connections.hpp>
#include <ctnn/layers/convolution_problem.hpp>

namespace ctnn::detail {

// The work is cut into links: a block of filters (one vector) and an input channel that one of them
// sees at least. A link is a contraction over the taps alone; a filter's links add to each other in
// the order of the channels, so that the order of additions is that of [input channel][kernel
// row][kernel column] on every target. What no filter of a block sees costs nothing, which without
// vectors is every missing connection; within a vector a missing connection is a weight of 0.
//
// Rounding, and infinite inputs and those that are not numbers, apart, the results are those of a
// convolution that sees everything and has zeros for the missing weights.
template <int Filters, class... Options> struct connected_convolution : layer {
    static constexpr bool backward_reads_output = false;

    static constexpr inference infer(const shape& in) {
        if (options.problem) return options.problem;
        if (Filters < 1)
            return fault{.why = reason::number_not_positive,
                         .words = sentence{"needs at least one channel, found ", Filters}};
        if (!options.has(option_kind::kernel))
            return fault{.why = reason::kernel_missing,
                         .words = sentence{"a convolution needs kernel<...>"}};
        if (in.rank != 3) return not_an_image(in);
        if (const fault found = table_mistake<table>(Filters, in[0])) return found;
        return infer_windows(Filters, in, numbers.windows_on(layout_of(in)));
    }

    static constexpr parameter_list parameters(const shape&) {
        const int fan_in = links::most_inputs() * numbers.taps();
        parameter_list list;
        list.add({.name = basic_sentence<parameter::longest_name>{"weight"},
                  .extents = {links::count, numbers.height(), numbers.width()},
                  .fan_in = fan_in});
        if (has_bias)
            list.add({.name = basic_sentence<parameter::longest_name>{"bias"},
                      .extents = {Filters},
                      .fan_in = fan_in});
        return list;
    }

    static constexpr std::int64_t mac_count(const shape& in) {
        return infer(in).output.size() / Filters * links::count * numbers.taps();
    }

    static constexpr border zeros_around(const shape& in) {
        return detail::zeros_around(numbers, layout_of(in), layout_of(infer(in).output));
    }
    static constexpr border zeros_around_gradient(const shape& in) {
        return detail::zeros_around_gradient(numbers, layout_of(in), layout_of(infer(in).output));
    }

    // Packed for the way there: block by block the bias, then link by link [kernel row][kernel
    // column][filter].
    template <class T, simd::target Machine, forward_form Form>
    static constexpr std::int64_t packed_size() {
        std::int64_t size = 0;
        for_each_link<T, Machine>([&](auto width, int, int, auto is_first) {
            constexpr kernels::contraction p = output_problem(Form, width, is_first);
            size += biases<T, Machine, p> + kernels::packed_elements<T, Machine, p>;
        });
        return size;
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void pack(const T* parameters, T* packed) noexcept {
        const T* const bias = parameters + weight_count;
        for_each_link<T, Machine>([&](auto width, int first, int channel, auto is_first) {
            constexpr kernels::contraction p = output_problem(Form, width, is_first);
            if constexpr (p.from == kernels::start::bias)
                kernels::pack_bias<T, Machine, p>(packed,
                                                  [&](int filter) { return bias[first + filter]; });
            packed += biases<T, Machine, p>;
            kernels::pack<T, Machine, p>(packed, [&](int tap, int filter) {
                return weight(parameters, first + filter, channel, tap);
            });
            packed += kernels::packed_elements<T, Machine, p>;
        });
    }

    template <class T, simd::target Machine, forward_form Form>
    static constexpr void forward(const forward_pass<T>& pass) noexcept {
        for_each_sample<Form.samples>([&](auto sample) {
            const T* packed = pass.weights;
            for_each_link<T, Machine>([&](auto width, int first, int channel, auto is_first) {
                constexpr kernels::contraction p = output_problem(Form, width, is_first);
                kernels::contract<T, Machine, p>(pass.in[0] + sample * Form.in[0].sample_step +
                                                     first_seen(Form.in[0].image, channel),
                                                 packed + biases<T, Machine, p>, packed,
                                                 pass.out + sample * Form.out.sample_step + first);
                packed += biases<T, Machine, p> + kernels::packed_elements<T, Machine, p>;
            });
        });
    }

    // Packed for the way back: phase by phase and link by link, filters turned round, [tap row][tap
    // column][input channel]. There a link is a filter and a block of channels.
    template <class T, simd::target Machine, backward_form Form>
    static constexpr std::int64_t backward_packed_size() {
        std::int64_t size = 0;
        for_each_link_back<T, Machine, Form>([&](auto number, auto width, int, int, auto is_first) {
            size +=
                kernels::packed_elements<T, Machine, input_problem(Form, number, width, is_first)>;
        });
        return size;
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void pack_backward(const T* parameters, T* packed) noexcept {
        for_each_link_back<T, Machine, Form>([&](auto number, auto width, int first, int filter,
                                                 auto is_first) {
            constexpr kernels::contraction p = input_problem(Form, number, width, is_first);
            constexpr phase_pair phases = phases_of(numbers, Form.in_gradient[0].image, number);
            // A phase without taps has no step k either, but would be divided by here.
            constexpr int across = phases.columns.taps > 0 ? phases.columns.taps : 1;
            kernels::pack<T, Machine, p>(packed, [&](int k, int channel) {
                const int row = phases.rows.tap(k / across);
                const int column = phases.columns.tap(k % across);
                return weight(parameters, filter, first + channel, row * numbers.width() + column);
            });
            packed += kernels::packed_elements<T, Machine, p>;
        });
    }

    // The gradient of the parameters as the kernels leave it: [input channel][kernel row][kernel
    // column][filter], gaps where there is no connection, then the bias.
    template <backward_form Form> static constexpr std::int64_t gradient_size() {
        return first_bias + (has_bias ? Filters : 0);
    }

    template <class T, backward_form Form>
    static constexpr void unpack_gradient(const T* gradient, T* parameters) noexcept {
        for (int filter = 0; filter < Filters; ++filter)
            for (int channel = 0; channel < links::channels; ++channel)
                for (int tap = 0; tap < numbers.taps(); ++tap)
                    if (const int at = weight_at(filter, channel, tap); at >= 0)
                        parameters[at] = gradient[gradient_at(channel, tap) + filter];
        if constexpr (has_bias)
            for (int filter = 0; filter < Filters; ++filter)
                parameters[weight_count + filter] = gradient[first_bias + filter];
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void backward(const backward_pass<T>& pass) noexcept {
        for_each_link<T, Machine>([&](auto width, int first, int channel, auto) {
            kernels::contract<T, Machine, weight_problem(Form, width)>(
                pass.in[0] + first_seen(Form.forward.in[0].image, channel),
                pass.out_gradient + first, nullptr,
                pass.gradient + gradient_at(channel, 0) + first);
        });
        if constexpr (has_bias)
            kernels::contract<T, Machine, bias_problem(numbers, Form)>(
                &kernels::one<T>, pass.out_gradient, nullptr, pass.gradient + first_bias);
        if constexpr (Form.wants_in_gradient) set_input_gradient<T, Machine, Form>(pass);
    }

  private:
    using table = typename table_among<Options...>::type;
    using links = connection_numbers<table>;

    static constexpr option_list options = read_options<Options...>(
        {option_kind::kernel, option_kind::stride, option_kind::padding, option_kind::dilation,
         option_kind::connections, option_kind::rounding, option_kind::no_bias,
         option_kind::flipped_kernel});
    static constexpr convolution_numbers numbers = [] {
        const option padding = options.find(option_kind::padding);
        return convolution_numbers{.declared = read_windows(options, false),
                                   .same_padding = padding && padding.count == option::as_needed,
                                   .all_filters = Filters,
                                   .has_bias = !options.has(option_kind::no_bias),
                                   .flipped = options.has(option_kind::flipped_kernel)};
    }();
    static constexpr bool has_bias = numbers.has_bias;
    static constexpr int weight_count = links::count * numbers.taps();

    // Where PyTorch keeps a weight, or -1 if there is none.
    static constexpr int weight_at(int filter, int channel, int tap) {
        const int connection = links::numbers.number[filter][channel];
        const int kept = numbers.flipped ? numbers.taps() - 1 - tap : tap;
        return connection < 0 ? -1 : connection * numbers.taps() + kept;
    }
    template <class T>
    static constexpr T weight(const T* parameters, int filter, int channel, int tap) {
        const int at = weight_at(filter, channel, tap);
        return at < 0 ? T(0) : parameters[at];
    }
    static constexpr int gradient_at(int channel, int tap) {
        return (channel * numbers.taps() + tap) * Filters;
    }
    static constexpr int first_bias = links::channels * numbers.taps() * Filters;

    // The number that a filter meets first in a channel.
    static constexpr int first_seen(const layout& in, int channel) {
        const auto [down, across] = numbers.windows_on(in);
        return in.at(channel, -down.before, -across.before);
    }

    // Calls body(how many filters, the first, channel, is it the filters' first link).
    template <class T, simd::target Machine, class Body>
    static constexpr void for_each_link(Body&& body) {
        constexpr int lanes = simd::lanes_for<T>(Machine, Filters);
        kernels::for_each_part<kernels::split(Filters, lanes)>([&](auto width, int first) {
            bool is_first = true;
            for (int channel = 0; channel < links::channels; ++channel) {
                if (!links::meet(first, width, channel, 1)) continue;
                if (is_first) {
                    body(width, first, channel, std::true_type{});
                } else {
                    body(width, first, channel, std::false_type{});
                }
                is_first = false;
            }
        });
    }
    // Calls body(number of the phases, how many channels, the first, filter, is it the channels'
    // first link).
    template <class T, simd::target Machine, backward_form Form, class Body>
    static constexpr void for_each_link_back(Body&& body) {
        constexpr int lanes = simd::lanes_for<T>(Machine, links::channels);
        unroll<phase_count(numbers)>([&](auto number) {
            if constexpr (!phases_of(numbers, Form.in_gradient[0].image, number).empty())
                kernels::for_each_part<kernels::split(links::channels, lanes)>(
                    [&](auto width, int first) {
                        bool is_first = true;
                        for (int filter = 0; filter < Filters; ++filter) {
                            if (!links::meet(filter, 1, first, width)) continue;
                            if (is_first) {
                                body(number, width, first, filter, std::true_type{});
                            } else {
                                body(number, width, first, filter, std::false_type{});
                            }
                            is_first = false;
                        }
                    });
        });
    }

    static constexpr kernels::contraction output_problem(const forward_form& form, int width,
                                                         bool is_first) {
        const layout &in = form.in[0].image, &out = form.out.image;
        const auto [down, across] = numbers.windows_on(in);
        const auto start = has_bias ? kernels::start::bias : kernels::start::zero;
        return {.rows = {out.height, down.stride * in.row_step(), out.row_step()},
                .columns = {out.width, across.stride * in.pixel_step, out.pixel_step},
                .channels = width,
                .sums = {{numbers.height(), down.dilation * in.row_step(), numbers.width()},
                         {},
                         {numbers.width(), across.dilation * in.pixel_step, 1}},
                .from = is_first ? start : kernels::start::output,
                .b = kernels::operand::packed};
    }
    template <class T, simd::target Machine, kernels::contraction P>
    static constexpr std::int64_t biases =
        P.from == kernels::start::bias ? kernels::bias_elements<T, Machine, P> : 0;

    static constexpr kernels::contraction weight_problem(const backward_form& form, int width) {
        kernels::contraction p = detail::weight_problem(numbers, form);
        const layout& in = form.forward.in[0].image;
        const auto [down, across] = numbers.windows_on(in);
        p.rows = {numbers.height(), down.dilation * in.row_step(), numbers.width() * Filters};
        p.columns = {numbers.width(), across.dilation * in.pixel_step, Filters};
        p.channels = width;
        return p;
    }

    static constexpr kernels::contraction input_problem(const backward_form& form, int number,
                                                        int width, bool is_first) {
        const layout &from = form.out_gradient.image, &to = form.in_gradient[0].image;
        const auto [rows, columns] = phases_of(numbers, to, number);
        const auto [down, across] = numbers.declared;
        const bool adds = form.adds_to_in_gradient || !is_first;
        return {.rows = {rows.count, from.row_step(), down.stride * to.row_step()},
                .columns = {columns.count, from.pixel_step, across.stride * to.pixel_step},
                .channels = width,
                .sums = {{rows.taps, rows.output_step * from.row_step(), columns.taps},
                         {},
                         {columns.taps, columns.output_step * from.pixel_step, 1}},
                .from = adds ? kernels::start::output : kernels::start::zero,
                .b = kernels::operand::packed};
    }

    template <class T, simd::target Machine, backward_form Form>
    static constexpr void set_input_gradient(const backward_pass<T>& pass) noexcept {
        for_each_sample<Form.forward.samples>([&](auto sample) {
            const T* const dy = pass.out_gradient + sample * Form.out_gradient.sample_step;
            T* const dx = pass.in_gradient[0] + sample * Form.in_gradient[0].sample_step;
            const T* packed = pass.weights;
            for_each_link_back<T, Machine, Form>([&](auto number, auto width, int first, int filter,
                                                     auto is_first) {
                constexpr kernels::contraction p = input_problem(Form, number, width, is_first);
                kernels::contract<T, Machine, p>(dy + first_met<Form>(number, filter), packed,
                                                 nullptr, dx + first_written<Form>(number, first));
                packed += kernels::packed_elements<T, Machine, p>;
            });
        });
    }

    // The output whose gradient a phase's first pixel meets first, and that pixel.
    template <backward_form Form> static constexpr int first_met(int number, int filter) {
        const phase_pair phases = phases_of(numbers, Form.in_gradient[0].image, number);
        return Form.out_gradient.image.at(filter, phases.rows.first, phases.columns.first);
    }
    template <backward_form Form> static constexpr int first_written(int number, int channel) {
        const layout& to = Form.in_gradient[0].image;
        const phase_pair phases = phases_of(numbers, to, number);
        return to.at(channel, phases.rows.residue, phases.columns.residue);
    }
};

}  // namespace ctnn::detail
