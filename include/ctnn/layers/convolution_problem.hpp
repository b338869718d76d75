// A convolution's numbers and the layouts of its tensors in, the contractions that it and its
// gradients are out: plain values, also at run time.
#pragma once

#include <ctnn/kernels/depthwise.hpp>
#include <ctnn/layers/convolution_phase.hpp>
#include <ctnn/layers/pass.hpp>
#include <ctnn/model/options.hpp>

namespace ctnn::detail {

// A convolution as it is declared. A group is `filters` output channels that see `channels` input
// channels, no others; a contraction below is one group's, on one sample unless it says otherwise.
struct convolution_numbers {
    window_pair declared;
    bool same_padding = false;  // instead of the declared padding
    int all_filters = 1;
    int groups = 1;
    bool has_bias = true;
    bool flipped = false;

    constexpr int height() const { return declared.vertical.kernel; }
    constexpr int width() const { return declared.horizontal.kernel; }
    constexpr int taps() const { return height() * width(); }
    constexpr int filters() const { return groups > 0 ? all_filters / groups : 1; }
    constexpr int channels(const layout& in) const { return in.channels / groups; }

    constexpr window_pair windows_on(const layout& in) const {
        if (!same_padding) return declared;
        return {with_same_padding(declared.vertical, in.height),
                with_same_padding(declared.horizontal, in.width)};
    }

    // Where PyTorch keeps a weight.
    constexpr int weight_at(const layout& in, int filter, int channel, int row, int column) const {
        if (flipped) {
            row = height() - 1 - row;
            column = width() - 1 - column;
        }
        return ((filter * channels(in) + channel) * height() + row) * width() + column;
    }
    constexpr int weight_count(const layout& in) const {
        return all_filters * channels(in) * taps();
    }
    // The weight that step k of a filter's sum multiplies with: [kernel row][kernel column][input
    // channel].
    constexpr int weight_of_step(const layout& in, int group, int k, int filter) const {
        const int tap = k / channels(in);
        return weight_at(in, group * filters() + filter, k % channels(in), tap / width(),
                         tap % width());
    }
};

constexpr border zeros_around(const convolution_numbers& c, const layout& in, const layout& out) {
    const auto [down, across] = c.windows_on(in);
    return {down.before, across.before, touched_after(in.height, down, out.height),
            touched_after(in.width, across, out.width)};
}

// The way back reads zeros around the gradient of the output, wherever a pixel's filters reach over
// its end.
constexpr border zeros_around_gradient(const convolution_numbers& c, const layout& in,
                                       const layout& out) {
    const auto [down, across] = c.windows_on(in);
    const reach rows = reach_of_phases(down, in.height, out.height);
    const reach columns = reach_of_phases(across, in.width, out.width);
    return {rows.before, columns.before, rows.after, columns.after};
}

// The number that a group's filters meet first, `column` taps from their left.
constexpr int first_input(const convolution_numbers& c, const layout& in, int group,
                          int column = 0) {
    const auto [down, across] = c.windows_on(in);
    return in.at(group * c.channels(in), -down.before, column * across.dilation - across.before);
}

// Few filters make few multiply-adds of each number that is read: then the taps of a kernel row
// come innermost, where neighbouring outputs share the numbers that their taps meet. By shape
// alone, as it is an order of additions.
constexpr bool shares_inputs(const convolution_numbers& c) {
    const auto [down, across] = c.declared;
    return c.filters() <= 32 && across.dilation == across.stride && across.kernel > 1 &&
           across.kernel <= kernels::contraction::most_shared;
}

// Is it done row by row for a pool behind it? Then all weights are read again for every row, from
// the second-level cache at best, for no fewer pixels than a tile likes to have.
constexpr bool is_worth_rows(const convolution_numbers& c, const layout& in, const layout& out) {
    return out.width >= 8 && c.weight_count(in) <= 128 * 1024;
}

// y from x and the weights, for one group.
constexpr kernels::contraction output_problem(const convolution_numbers& c,
                                              const forward_form& form) {
    const layout &in = form.in[0].image, &out = form.out.image;
    const layout added = form.adds ? form.in[1].image : layout{.pixel_step = 0};
    const auto [down, across] = c.windows_on(in);
    const int channels = c.channels(in);
    const kernels::sum_axis taps{c.width(), across.dilation * in.pixel_step, channels};
    const kernels::sum_axis depth{channels, in.channel_step, 1};
    const bool share = shares_inputs(c);
    return {.rows = {.count = form.rows_made(),
                     .a = down.stride * in.row_step(),
                     .out = out.row_step(),
                     .added = added.row_step()},
            .columns = {.count = out.width,
                        .a = across.stride * in.pixel_step,
                        .out = out.pixel_step,
                        .added = added.pixel_step},
            .channels = c.filters(),
            .sums = {{c.height(), down.dilation * in.row_step(), c.width() * channels},
                     share ? depth : taps,
                     share ? taps : depth},
            .from = c.has_bias || form.scaled ? kernels::start::bias : kernels::start::zero,
            .b = kernels::operand::packed,
            .adds = form.adds};
}

// Where every channel has one filter of its own, all groups are one problem.
constexpr bool is_depthwise(const convolution_numbers& c, const layout& in) {
    return c.groups > 1 && c.filters() == 1 && c.channels(in) == 1;
}
// All groups of a problem that sums over two axes of taps and one number of each.
constexpr kernels::depthwise all_groups(const convolution_numbers& c,
                                        const kernels::contraction& one, int across) {
    const kernels::sum_axis &down = one.sums[0], &inner = one.sums[across];
    return {.rows = one.rows,
            .columns = one.columns,
            .channels = c.groups,
            .taps_down = {down.count, down.a, inner.count},
            .taps_across = {inner.count, inner.a, 1},
            .from = one.from,
            .adds = one.adds};
}
constexpr kernels::depthwise depthwise_problem(const convolution_numbers& c,
                                               const forward_form& form) {
    return all_groups(c, output_problem(c, form), shares_inputs(c) ? 2 : 1);
}

// Does a row of pixels fill vectors better than the filters do, by a tenth at least? Reckoned with
// sixteen lanes for every target, as the layout of an image follows from the network alone.
constexpr bool gains_by_planes(const convolution_numbers& c, const layout& in, const layout& out) {
    constexpr auto filled = [](int n) { return std::int64_t{kernels::divide_up(n, 16)} * 16; };
    const int channels = is_depthwise(c, in) ? c.groups : c.filters();
    return c.declared.horizontal.stride == 1 &&
           10 * filled(channels) * out.width > 11 * filled(out.width) * channels;
}
// Is this one computed with pixels in the lanes?
constexpr bool makes_planes(const convolution_numbers& c, const forward_form& form) {
    const layout &in = form.in[0].image, &out = form.out.image;
    return !form.training && in.pixel_step == 1 && out.pixel_step == 1 &&
           gains_by_planes(c, in, out);
}
// Then the weights are the scalar operand, [filter][kernel row][kernel column][input channel], and
// the pixels the vectors; the order of additions is the same.
constexpr kernels::contraction planes_problem(const convolution_numbers& c,
                                              const forward_form& form) {
    const kernels::contraction pixels = output_problem(c, form);
    const auto exchanged = [](const kernels::sum_axis& axis) {
        return kernels::sum_axis{axis.count, axis.b, axis.a};
    };
    return {
        .rows = {.count = pixels.rows.count,
                 .out = pixels.rows.out,
                 .b = pixels.rows.a,
                 .added = pixels.rows.added},
        .columns = {.count = c.filters(),
                    .a = static_cast<int>(pixels.sum_count()),
                    .out = form.out.image.channel_step,
                    .added = form.adds ? form.in[1].image.channel_step : 0},
        .channels = pixels.columns.count,
        .sums = {exchanged(pixels.sums[0]), exchanged(pixels.sums[1]), exchanged(pixels.sums[2])},
        .from = pixels.from == kernels::start::bias ? kernels::start::bias_of_column
                                                    : kernels::start::zero,
        .adds = pixels.adds};
}

// dL/dweight: every tap of a kernel row is the sum, over all pixels of all samples, of what it met
// times dL/dy. Where the channels of neighbouring taps are neighbours too, a kernel row is one run;
// elsewhere each of its taps is one.
constexpr int weight_runs(const convolution_numbers& c, const backward_form& form) {
    const layout& in = form.forward.in[0].image;
    const bool one =
        c.groups == 1 && in.pixel_step == in.channels && c.declared.horizontal.dilation == 1;
    return one ? 1 : c.width();
}
constexpr kernels::contraction weight_problem(const convolution_numbers& c,
                                              const backward_form& form) {
    const layout &in = form.forward.in[0].image, &from = form.out_gradient.image;
    const auto [down, across] = c.windows_on(in);
    const int row = c.width() * c.channels(in), filters = c.filters();
    return {.rows = {c.height(), down.dilation * in.row_step(), row * filters},
            .columns = {row / weight_runs(c, form), 1, filters},
            .channels = filters,
            .sums = {{form.forward.samples, form.forward.in[0].sample_step,
                      form.out_gradient.sample_step},
                     {from.height, down.stride * in.row_step(), from.row_step()},
                     {from.width, across.stride * in.pixel_step, from.pixel_step}},
            .from = form.adds_to_gradient ? kernels::start::output : kernels::start::zero};
}
// Where the gradient of a group's run lies: [group][kernel row][kernel column][input channel]
// [filter].
constexpr int first_gradient(const convolution_numbers& c, const layout& in, int group, int run) {
    return (group * c.taps() + run) * c.channels(in) * c.filters();
}

// dL/dbias, of all groups: the same sum over pixels and samples with 1 in place of x.
constexpr kernels::contraction bias_problem(const convolution_numbers& c,
                                            const backward_form& form) {
    kernels::contraction p = weight_problem(c, form);
    p.rows = p.columns = {};
    p.channels = c.all_filters;
    for (kernels::sum_axis& axis : p.sums) axis.a = 0;
    return p;
}

// dL/dx, for one group and one pair of phases.
constexpr int phase_count(const convolution_numbers& c) {
    return c.declared.vertical.stride * c.declared.horizontal.stride;
}
constexpr phase_pair phases_of(const convolution_numbers& c, const layout& in, int number) {
    const auto [down, across] = c.windows_on(in);
    return {phase_of(down, in.height, number / across.stride),
            phase_of(across, in.width, number % across.stride)};
}
constexpr kernels::contraction input_problem(const convolution_numbers& c,
                                             const backward_form& form, int number) {
    const layout &from = form.out_gradient.image, &to = form.in_gradient[0].image;
    const auto [rows, columns] = phases_of(c, to, number);
    const auto [down, across] = c.declared;
    const int filters = c.filters();
    return {.rows = {rows.count, from.row_step(), down.stride * to.row_step()},
            .columns = {columns.count, from.pixel_step, across.stride * to.pixel_step},
            .channels = c.channels(to),
            .sums = {{rows.taps, rows.output_step * from.row_step(), columns.taps * filters},
                     {columns.taps, columns.output_step * from.pixel_step, filters},
                     {filters, 1, 1}},
            .from = form.adds_to_in_gradient ? kernels::start::output : kernels::start::zero,
            .b = kernels::operand::packed};
}
constexpr kernels::depthwise depthwise_input_problem(const convolution_numbers& c,
                                                     const backward_form& form, int number) {
    return all_groups(c, input_problem(c, form, number), 1);
}
// The weight that step k of an input channel's sum multiplies with: [tap row][tap column][filter],
// turned round.
constexpr int weight_of_step_back(const convolution_numbers& c, const layout& in,
                                  const phase_pair& phases, int group, int k, int channel) {
    const auto& [rows, columns] = phases;
    const int tap = k / c.filters();
    return c.weight_at(in, group * c.filters() + k % c.filters(), channel,
                       rows.tap(tap / columns.taps), columns.tap(tap % columns.taps));
}
// The first output that the phases' pixels meet, and the first of these pixels.
constexpr int first_output(const convolution_numbers& c, const layout& out,
                           const phase_pair& phases, int group) {
    return out.at(group * c.filters(), phases.rows.first, phases.columns.first);
}
constexpr int first_pixel(const convolution_numbers& c, const layout& in, const phase_pair& phases,
                          int group) {
    return in.at(group * c.channels(in), phases.rows.residue, phases.columns.residue);
}

}  // namespace ctnn::detail
