// The name of one of ONNX's tests and the loss or optimiser that it is of in, a test case out.
#pragma once

#include "onnx_test_support.hpp"
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

template <class Batch> struct onnx_samples {
    Batch scores;
    std::vector<int> labels;

    explicit onnx_samples(const std::string& test) {
        const auto x = onnx_numbers(test, "x");
        REQUIRE(x.size() == scores.size());
        std::ranges::copy(x, scores.data());
        for (const float each : onnx_numbers(test, "labels"))
            labels.push_back(static_cast<int>(each));
        REQUIRE(labels.size() == Batch::capacity);
    }
};

// The mean or the sum.
template <class Batch, class Loss>
onnx_answers onnx_loss(const std::string& test, const Loss& criterion) {
    const onnx_samples<Batch> samples{test};
    return {{"y", {criterion.forward(samples.scores, samples.labels)}}};
}

template <class Batch, class Loss>
onnx_answers onnx_loss_of_each(const std::string& test, const Loss& criterion) {
    const onnx_samples<Batch> samples{test};
    numbers<float> y;
    for (int sample = 0; sample < Batch::capacity; ++sample) {
        ctnn::basic_tensor<float, Batch::extents> scores;
        std::copy_n(samples.scores[sample].data(), scores.size(), scores.data());
        y.push_back(criterion.forward(scores, samples.labels[static_cast<std::size_t>(sample)]));
    }
    return {{"y", y}};
}

// A step of an optimiser whose state others have left.
template <class Net> struct onnx_step {
    using values = ctnn::parameters<Net>;

    std::string test;
    values x = onnx_parameters<Net>(test, "x");
    values g = onnx_parameters<Net>(test, "g");
    values v = onnx_parameters<Net>(test, "v");

    template <ctnn::simd::target Machine> onnx_answers sgd(const ctnn::sgd_options& options) {
        // The velocity begins as the first gradient.
        ctnn::sgd<Net, float, Machine> optimiser{{.learning_rate = 0}};
        optimiser.step(x, v);
        optimiser.options = options;
        optimiser.step(x, g);
        return {{"x after", list(x)}, {"v after", list(optimiser.velocity())}};
    }

    template <ctnn::simd::target Machine> onnx_answers adam(const ctnn::adam_options& options) {
        // The averages become the last gradient where they forget all before it; then they need no
        // correction any more, as in ONNX's step 0.
        values root = onnx_parameters<Net>(test, "h");
        for (float& each : root) each = std::sqrt(each);
        ctnn::adam<Net, float, Machine> optimiser{{.learning_rate = 0, .beta1 = 0, .beta2 = 0}};
        optimiser.step(x, root);
        optimiser.options.beta2 = 1;
        optimiser.step(x, v);
        optimiser.options = options;
        optimiser.step(x, g);
        return {{"x after", list(x)},
                {"v after", list(optimiser.mean())},
                {"h after", list(optimiser.mean_square())}};
    }

    static numbers<float> list(const values& from) { return {from.begin(), from.end()}; }
};

#define ONNX_LOSS_CASE(NAME, FUNCTION, LOSS, ...)             \
    TEST_CASE("ONNX: " NAME ": " #LOSS " on " #__VA_ARGS__) { \
        using namespace ctnn;                                 \
        check_onnx(NAME, FUNCTION<__VA_ARGS__>(NAME, LOSS));  \
    }
#define ONNX_LOSS(NAME, LOSS, ...) ONNX_LOSS_CASE(#NAME, onnx_loss, LOSS, __VA_ARGS__)
#define ONNX_LOSS_OF_EACH(NAME, LOSS, ...) \
    ONNX_LOSS_CASE(#NAME, onnx_loss_of_each, LOSS, __VA_ARGS__)

#define ONNX_STEP_CASE(NAME, OPTIMISER, OPTIONS, ...)                 \
    TEST_CASE("ONNX: " NAME ": " #OPTIONS " on " #__VA_ARGS__) {      \
        using namespace ctnn;                                         \
        using step = onnx_step<__VA_ARGS__>;                          \
        check_onnx(NAME, step{NAME}.OPTIMISER<simd::native>(OPTIONS), \
                   step{NAME}.OPTIMISER<simd::scalar>(OPTIONS));      \
    }
#define ONNX_SGD(NAME, OPTIONS, ...) ONNX_STEP_CASE(#NAME, sgd, OPTIONS, __VA_ARGS__)
#define ONNX_ADAM(NAME, OPTIONS, ...) ONNX_STEP_CASE(#NAME, adam, OPTIONS, __VA_ARGS__)
