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

template <class T>
void check_type(const std::string& declaration, const network_functions<T>& network,
                double tolerance) {
    const auto read = [&](const char* tensor) {
        return golden_numbers("layers.safetensors", declaration + " " + tensor);
    };
    const auto given = [&](const char* tensor) {
        const auto exact = read(tensor);
        numbers<T> result(exact.size());
        std::ranges::transform(exact, result.begin(), [](double x) { return static_cast<T>(x); });
        return result;
    };
    const problem<T> one{.p = given("p"), .x = given("x"), .dy = given("dy")};

    const auto predicted = network.predict(one.p, one.x);
    const auto trained = network.train(one.p, one.x, one.dy);
    check_close("outputs", predicted, read("y"), tolerance);
    CHECK(same_bits(trained.y, predicted));
    check_close("dL/dinputs", trained.dx, read("dx"), tolerance);
    check_close("dL/dparameters", trained.dp, read("dp"), tolerance);
    check_batch(network, one, tolerance);
}

}  // namespace

void check_golden(const char* declaration, const network_functions<float>& in_float,
                  const network_functions<double>& in_double) {
    SUBCASE("in float") { check_type(declaration, in_float, 1e-5); }
    SUBCASE("in double") { check_type(declaration, in_double, 1e-12); }
}
