// The losses: PyTorch's numbers for means and sums over batches and tensors, the same bits on every
// target, and what is awkward for each.
#include "comparison.hpp"
#include "golden_file.hpp"
#include "network_functions.hpp"
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

// Of golden/make_training.py: a sample fills no vector.
constexpr shape image{2, 3, 7}, scores{11};
constexpr int samples = 5;

std::vector<double> golden(const std::string& tensor) {
    return golden_numbers("training.safetensors", tensor);
}

// A batch with room for more.
template <class T, shape S> basic_batch<T, S, samples + 2> batch_of(const std::string& tensor) {
    basic_batch<T, S, samples + 2> result;
    result.count = samples;
    const auto values = golden(tensor);
    REQUIRE(values.size() == result.size());
    for (std::size_t i = 0; i < values.size(); ++i) result.data()[i] = static_cast<T>(values[i]);
    return result;
}

template <class T, shape S> auto targets_of(const std::string& tensor) {
    if constexpr (S == scores) {
        const auto labels = golden(tensor);
        return std::vector<int>(labels.begin(), labels.end());
    } else {
        return batch_of<T, S>(tensor);
    }
}

int first_of(const std::vector<int>& labels) { return labels[0]; }
template <class T, shape S, int Most>
basic_tensor<T, S> first_of(const basic_batch<T, S, Most>& batch) {
    basic_tensor<T, S> result;
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = batch.data()[i];
    return result;
}

// What a loss answers to a batch, and to its first sample as a tensor.
template <class T> struct answers {
    std::vector<T> batch_loss, batch_gradient, tensor_loss, tensor_gradient;
};

template <class T, shape S, class Loss>
answers<T> answers_to(const std::string& name, const Loss& criterion) {
    const auto outputs = batch_of<T, S>(name + " outputs");
    const auto targets = targets_of<T, S>(name + " targets");
    const auto output = first_of(outputs);
    const auto target = first_of(targets);
    const auto gradients = criterion.backward(outputs, targets);
    const auto gradient = criterion.backward(output, target);
    CHECK(gradients.count == samples);
    return {{criterion.forward(outputs, targets)},
            {gradients.data(), gradients.data() + gradients.size()},
            {criterion.forward(output, target)},
            {gradient.begin(), gradient.end()}};
}

template <class T, shape S, class Loss>
void check_golden(const std::string& name, const Loss& criterion) {
    constexpr double tolerance = sizeof(T) == 4 ? 1e-5 : 1e-12;
    const std::string how = criterion.options.reduction == reduction::mean ? "mean" : "sum";
    const auto found = answers_to<T, S>(name, criterion);
    const auto check = [&](const std::string& what, const std::vector<T>& numbers) {
        check_close(name + what, numbers, golden(name + what), tolerance);
    };
    check(" batch " + how + " loss", found.batch_loss);
    check(" batch " + how + " gradient", found.batch_gradient);
    check(" tensor " + how + " loss", found.tensor_loss);
    check(" tensor " + how + " gradient", found.tensor_gradient);
}

template <class T, shape S, template <simd::target> class Loss>
void check_same_bits(const std::string& name) {
    const auto expected = answers_to<T, S>(name, Loss<simd::native>{});
    unroll<target_count>([&](auto number) {
        constexpr simd::target machine = all_targets[number];
        INFO(name, " on ", machine.vector_bits, " bits");
        const auto found = answers_to<T, S>(name, Loss<machine>{});
        CHECK(same_bits(found.batch_loss, expected.batch_loss));
        CHECK(same_bits(found.batch_gradient, expected.batch_gradient));
        CHECK(same_bits(found.tensor_loss, expected.tensor_loss));
        CHECK(same_bits(found.tensor_gradient, expected.tensor_gradient));
    });
}

}  // namespace

TEST_CASE_TEMPLATE("the losses are PyTorch's", T, float, double) {
    for (const reduction how : {reduction::mean, reduction::sum}) {
        const loss_options options{.reduction = how};
        check_golden<T, image>("mse_loss", mse_loss{options});
        check_golden<T, image>("smooth_l1", smooth_l1{{.reduction = how}});
        check_golden<T, image>("smooth_l1 beta 0.25", smooth_l1{{.beta = 0.25, .reduction = how}});
        check_golden<T, image>("smooth_l1 beta 0", smooth_l1{{.beta = 0, .reduction = how}});
        check_golden<T, image>("bce_with_logits", bce_with_logits{options});
        check_golden<T, image>("bce_with_logits of large scores", bce_with_logits{options});
        check_golden<T, scores>("cross_entropy", cross_entropy{options});
        check_golden<T, scores>("cross_entropy of large scores", cross_entropy{options});
        check_golden<T, scores>("nll_loss", nll_loss{options});
    }
}

TEST_CASE("the losses are means unless told otherwise") {
    CHECK(mse_loss{}.options.reduction == reduction::mean);
    CHECK(smooth_l1{}.options.reduction == reduction::mean);
    CHECK(smooth_l1{}.options.beta == 1);
    CHECK(cross_entropy{}.options.reduction == reduction::mean);
}

TEST_CASE_TEMPLATE("the losses have the same bits on every target", T, float, double) {
    check_same_bits<T, image, basic_mse_loss>("mse_loss");
    check_same_bits<T, image, basic_smooth_l1>("smooth_l1");
    check_same_bits<T, image, basic_bce_with_logits>("bce_with_logits");
    check_same_bits<T, scores, basic_cross_entropy>("cross_entropy");
}

TEST_CASE("the losses are computed by the compiler, too, with the same bits") {
    constexpr tensor<4> x{{-3, 0.125f, 2, 5}}, y{{0, 1, 0.25f, 1}};
    constexpr basic_mse_loss<simd::scalar> mse;
    constexpr basic_smooth_l1<simd::scalar> smooth;
    constexpr basic_bce_with_logits<simd::scalar> bce;
    constexpr basic_cross_entropy<simd::scalar> entropy;
    constexpr nll_loss nll;
    constexpr float at_compile_time[] = {mse.forward(x, y), smooth.forward(x, y), bce.forward(x, y),
                                         entropy.forward(x, 2), nll.forward(x, 2)};
    CHECK(at_compile_time[0] == mse_loss{}.forward(x, y));
    CHECK(at_compile_time[1] == smooth_l1{}.forward(x, y));
    CHECK(at_compile_time[2] == bce_with_logits{}.forward(x, y));
    CHECK(at_compile_time[3] == cross_entropy{}.forward(x, 2));
    CHECK(at_compile_time[4] == nll.forward(x, 2));
    constexpr auto slopes = bce.backward(x, y);
    CHECK(slopes == bce_with_logits{}.backward(x, y));
}

TEST_CASE_TEMPLATE("a good guess leaves a small loss, not none", T, float, double) {
    const basic_tensor<T, shape{1}> sure{{T(30)}}, unsure{{T(-30)}}, yes{{T(1)}}, no{{T(0)}};
    const std::vector<double> expected{9.3576229688397e-14};  // ln(1 + e^-30)
    const std::vector<T> right{bce_with_logits{}.forward(sure, yes)};
    const std::vector<T> rightly_not{bce_with_logits{}.forward(unsure, no)};
    check_close("yes", right, expected, 1e-6);
    check_close("no", rightly_not, expected, 1e-6);
}

TEST_CASE("smooth_l1 without difference has no slope, whatever beta") {
    const tensor<3> x{{-1, 0, 7}};
    for (const double beta : {0.0, 0.5, 1.0}) {
        const smooth_l1 criterion{{.beta = beta}};
        CHECK(criterion.forward(x, x) == 0);
        CHECK(criterion.backward(x, x) == tensor<3>{});
    }
}

TEST_CASE("what is not a number stays none") {
    constexpr float none = std::numeric_limits<float>::quiet_NaN();
    const tensor<5> x{{1, none, 3, 4, 5}}, y{{1, 1, 0, 0, 0}};
    const auto check = [&](const auto& criterion) {
        CHECK(std::isnan(criterion.forward(x, y)));
        const auto slopes = criterion.backward(x, y);
        for (std::size_t i = 0; i < slopes.size(); ++i) CHECK(std::isnan(slopes[i]) == (i == 1));
    };
    check(mse_loss{});
    check(smooth_l1{});
    check(bce_with_logits{});
    CHECK(std::isnan(cross_entropy{}.forward(x, 0)));
}

TEST_CASE("a label outside of the classes counts as a sample without loss or gradient") {
    basic_batch<float, shape{2}, 4> x;
    for (float& each : x.values) each = 3;
    const int labels[] = {1, -1, 2, 0};
    CHECK(nll_loss{}.forward(x, labels) == -6.0f / 4);
    CHECK(cross_entropy{{.reduction = reduction::sum}}.forward(x, labels) ==
          doctest::Approx(2 * std::log(2.0)).epsilon(1e-6));
    const auto slopes = cross_entropy{}.backward(x, labels);
    const float expected[] = {0.125f, -0.125f, 0, 0, 0, 0, -0.125f, 0.125f};
    for (std::size_t i = 0; i < 8; ++i) CHECK(slopes.values[i] == expected[i]);
}
