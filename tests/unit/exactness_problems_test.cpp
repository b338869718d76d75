// What the kernels are asked to compute for a convolution and its gradients, against the lecture's
// formulas: over thousands of declarations, in whole numbers.
#include "convolution_by_hand.hpp"
#include "convolution_definition.hpp"
#include <set>
#include <string>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;
namespace layers = ctnn::detail;

constexpr int sweep_size = 10'000;

// How a convolution's tensors lie: as they might in some network. Another reader of the same image
// may want more zeros around it, other branches lie between its pixels.
backward_form draw_form(const layers::convolution_numbers& numbers, const shape& input,
                        const shape& output, dice& draw) {
    const layout in = layout_of(input), out = layout_of(output);
    const auto place = [&](layout image, const border& zeros) {
        const border wider{draw(0, 1), draw(0, 1), draw(0, 1), draw(0, 1)};
        image.set_edge(draw.one_in(4) ? widest(zeros, wider) : zeros);
        if (draw.one_in(4)) image.pixel_step += draw(1, 3);
        return tensor_form{image, static_cast<int>(image.storage()) + draw(0, 2)};
    };
    backward_form form;
    form.forward.samples = draw(1, 3);
    form.forward.in[0] = place(in, zeros_around(numbers, in, out));
    form.forward.out = place(out, {});
    form.in_gradient[0] = place(in, {});
    form.out_gradient = place(out, zeros_around_gradient(numbers, in, out));
    form.adds_to_in_gradient = draw.one_in(2);
    form.adds_to_gradient = draw.one_in(2);
    return form;
}

// What the definition gives for several samples, one after the other.
convolution_results<long long> expected_of(const convolution_case& c,
                                           const convolution_by_hand& given) {
    convolution_results<long long> all{
        .y = {},
        .dx = {},
        .dp = whole_numbers(given.p.size(), given.form.adds_to_gradient ? was_there : 0)};
    const auto sample_of = [](const whole_numbers& numbers, int sample, int size) {
        return whole_numbers(numbers.begin() + sample * size,
                             numbers.begin() + (sample + 1) * size);
    };
    for (int sample = 0; sample < given.samples(); ++sample) {
        auto [y, dx, dp] = by_definition(c, given.p, sample_of(given.x, sample, input_size(c)),
                                         sample_of(given.dy, sample, output_size(c)));
        if (given.form.adds_to_in_gradient)
            for (long long& each : dx) each += was_there;
        all.y.insert(all.y.end(), y.begin(), y.end());
        all.dx.insert(all.dx.end(), dx.begin(), dx.end());
        for (std::size_t i = 0; i < dp.size(); ++i) all.dp[i] += dp[i];
    }
    return all;
}

void check(const convolution_case& c, int number) {
    const layers::convolution_numbers numbers{.declared = {c.vertical, c.horizontal},
                                              .same_padding = c.same_padding,
                                              .all_filters = c.filters,
                                              .groups = c.groups,
                                              .has_bias = c.has_bias,
                                              .flipped = c.flipped};
    const shape input{c.channels, c.height, c.width};
    const inference found = infer_windows(c.filters, input, numbers.windows_on(layout_of(input)));
    const convolution_windows windows = windows_of(c);
    REQUIRE(!found.problem);
    REQUIRE(found.output == shape{c.filters, windows.rows, windows.columns});

    dice draw{static_cast<std::uint64_t>(sweep_size + number)};
    convolution_by_hand hand{
        .numbers = numbers,
        .form = draw_form(numbers, input, found.output, draw),
        .p = draw_numbers<long long>(draw, static_cast<std::size_t>(parameter_size(c)))};
    const auto samples = static_cast<std::size_t>(hand.samples());
    hand.x = draw_numbers<long long>(draw, samples * static_cast<std::size_t>(input_size(c)));
    hand.dy = draw_numbers<long long>(draw, samples * static_cast<std::size_t>(output_size(c)));

    const auto expected = expected_of(c, hand);
    whole_numbers y = hand.outputs(), dx = hand.input_gradient(), dp = hand.parameter_gradient();
    REQUIRE(y == expected.y);
    REQUIRE(dx == expected.dx);
    REQUIRE(dp == expected.dp);

    // y is linear in weights and bias together, and but for the bias in x:
    // ⟨J x, dy⟩ = ⟨x, Jᵀ dy⟩ and ⟨J w, dy⟩ = ⟨w, Jᵀ dy⟩.
    if (hand.form.adds_to_in_gradient)
        for (long long& each : dx) each -= was_there;
    if (hand.form.adds_to_gradient)
        for (long long& each : dp) each -= was_there;
    const long long whole = inner_product(y, hand.dy);
    REQUIRE(inner_product(hand.p, dp) == whole);
    hand.p.resize(static_cast<std::size_t>(weight_size(c)));
    dp.resize(hand.p.size());
    REQUIRE(inner_product(hand.x, dx) == inner_product(hand.p, dp));
}

TEST_CASE("the problems of convolutions are what the definition says, over all options") {
    std::set<std::string> declarations;
    for (int number = 0; number < sweep_size; ++number) {
        const convolution_case c = draw_convolution(number);
        const std::string declaration = declaration_of(c);
        INFO("number ", number, ": ", declaration);
        check(c, number);
        declarations.insert(declaration);
    }
    CHECK(declarations.size() > sweep_size * 9 / 10);  // hardly one twice
}

TEST_CASE("the sweep meets what is awkward") {
    int whole_input = 0, one_pixel = 0, gaps = 0, padding_alone = 0, depthwise = 0, unread = 0;
    for (int number = 0; number < sweep_size; ++number) {
        const convolution_case c = draw_convolution(number);
        const convolution_windows windows = windows_of(c);
        const window& across = windows.horizontal;
        whole_input += across.reach() == c.width + across.before + across.after;
        one_pixel += windows.rows == 1 && windows.columns == 1;
        gaps += across.stride > across.kernel && across.dilation > 1;
        padding_alone += across.reach() <= across.before;
        depthwise += c.groups > 1 && c.channels == c.groups;
        unread += across.round == rounding::down &&
                  touched_after(c.width, across, windows.columns) < across.after;
    }
    for (const int count : {whole_input, one_pixel, gaps, padding_alone, depthwise, unread})
        CHECK(count >= sweep_size / 60);
}

}  // namespace
