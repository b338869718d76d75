// What is checked of every golden network.
#include "golden_test_support.hpp"

#include "comparison.hpp"
#include "golden_file.hpp"
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

template <class T> struct problem {
    numbers<T> p, x, dy;
};

// A batch whose first sample is the problem's; the others are the same numbers moved round.
template <class T> problem<T> batch_of(const problem<T>& one, std::size_t samples) {
    problem<T> batch{.p = one.p, .x = {}, .dy = {}};
    for (std::size_t sample = 0; sample < samples; ++sample) {
        const auto append = [&](numbers<T>& to, const numbers<T>& from, std::size_t step) {
            for (std::size_t i = 0; i < from.size(); ++i)
                to.push_back(from[(i + sample * step) % from.size()]);
        };
        append(batch.x, one.x, 5);
        append(batch.dy, one.dy, 3);
    }
    return batch;
}

template <class T>
numbers<T> sample_of(const numbers<T>& batch, std::size_t samples, std::size_t sample) {
    const auto size = static_cast<std::ptrdiff_t>(batch.size() / samples);
    const auto first = batch.begin() + static_cast<std::ptrdiff_t>(sample) * size;
    return {first, first + size};
}

// The network's own output: those of auxiliary heads come behind it.
template <class T> numbers<T> first_of(const numbers<T>& outputs, std::size_t count) {
    return {outputs.begin(), outputs.begin() + static_cast<std::ptrdiff_t>(count)};
}

// A sample's outputs and gradients do not depend on its neighbours; the batch's is their sum.
template <class T>
void check_batch(const network_functions<T>& network, const problem<T>& one, double tolerance) {
    constexpr std::size_t samples = 11;  // more than a share, and no whole number of shares
    const problem<T> batch = batch_of(one, samples);
    const auto found = network.train_batch(batch.p, batch.x, batch.dy);
    std::vector<double> sum(one.p.size());
    for (std::size_t sample = 0; sample < samples; ++sample) {
        const auto alone = network.train(one.p, sample_of(batch.x, samples, sample),
                                         sample_of(batch.dy, samples, sample));
        INFO("sample ", sample);
        CHECK(same_bits(sample_of(found.y, samples, sample), alone.y));
        CHECK(same_bits(sample_of(found.dx, samples, sample), alone.dx));
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += static_cast<double>(alone.dp[i]);
    }
    check_close("dL/dparameters of a batch", found.dp, sum, tolerance);
}

// What PyTorch knows about a network.
struct golden_network {
    std::string name;
    std::string file;

    numbers<double> exact(const char* tensor) const {
        return golden_numbers(file, name + " " + tensor);
    }
    template <class T> numbers<T> given(const char* tensor) const {
        const auto numbers_in_double = exact(tensor);
        numbers<T> result(numbers_in_double.size());
        std::ranges::transform(numbers_in_double, result.begin(),
                               [](double x) { return static_cast<T>(x); });
        return result;
    }
    template <class T> problem<T> posed() const {
        return {.p = given<T>("p"), .x = given<T>("x"), .dy = given<T>("dy")};
    }

    template <class T> void check_training(const gradients<T>& found, double tolerance) const {
        check_close("outputs", found.y, exact("y"), tolerance);
        check_close("dL/dinputs", found.dx, exact("dx"), tolerance);
        check_close("dL/dparameters", found.dp, exact("dp"), tolerance);
    }
};

template <class T>
void check_type(const golden_network& golden, const network_functions<T>& network,
                double tolerance) {
    const problem<T> one = golden.posed<T>();
    const auto predicted = network.predict(one.p, one.x);
    check_close("predictions", predicted, first_of(golden.exact("y"), predicted.size()), tolerance);
    if (!network.train) return;
    const auto trained = network.train(one.p, one.x, one.dy);
    golden.check_training(trained, tolerance);
    CHECK(same_bits(first_of(trained.y, predicted.size()), predicted));
    check_batch(network, one, tolerance);
}

// Where the samples depend on each other, and training is not predicting.
template <class T>
void check_whole_batch(const golden_network& golden, std::size_t samples,
                       const network_functions<T>& network, double tolerance) {
    const problem<T> batch = golden.posed<T>();
    numbers<T> predictions;
    for (std::size_t sample = 0; sample < samples; ++sample) {
        const auto y = network.predict(batch.p, sample_of(batch.x, samples, sample));
        predictions.insert(predictions.end(), y.begin(), y.end());
    }
    check_close("predictions", predictions, golden.exact("predictions"), tolerance);
    if (!network.train_batch) return;
    const auto trained = network.train_batch(batch.p, batch.x, batch.dy);
    golden.check_training(trained, tolerance);
    check_close("parameters afterwards", trained.p, golden.exact("p afterwards"), tolerance);
}

}  // namespace

void check_golden(const char* name, const network_functions<float>& in_float,
                  const network_functions<double>& in_double, const char* file) {
    const golden_network golden{name, file};
    SUBCASE("in float") { check_type(golden, in_float, 1e-5); }
    SUBCASE("in double") { check_type(golden, in_double, 1e-12); }
}

void check_golden_batch(const char* name, int samples, const network_functions<float>& in_float,
                        const network_functions<double>& in_double, const char* file) {
    const golden_network golden{name, file};
    const auto count = static_cast<std::size_t>(samples);
    SUBCASE("in float") { check_whole_batch(golden, count, in_float, 1e-5); }
    SUBCASE("in double") { check_whole_batch(golden, count, in_double, 1e-12); }
}
