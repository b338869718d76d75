// The optimisers: PyTorch's parameters after every one of 20 steps, and its state after them; the
// same bits on every target and from the compiler; buffers are left alone.
#include "comparison.hpp"
#include "golden_file.hpp"
#include "network_functions.hpp"
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

// Of golden/make_training.py.
using net = network<input<3>, linear<6>, tanh_activation, linear<2>>;
constexpr int samples = 4;
constexpr std::size_t steps = 20;

std::vector<double> golden(const std::string& tensor) {
    return golden_numbers("training.safetensors", tensor);
}

template <class T> std::vector<T> given(const std::string& tensor) {
    std::vector<T> result;
    for (const double each : golden(tensor)) result.push_back(static_cast<T>(each));
    return result;
}

// The parameters after every step of the training that PyTorch did; the learning rate falls to a
// quarter half way.
template <class T, class Optimiser> std::vector<T> follow(Optimiser& optimiser) {
    parameters<net, T> start;
    const auto initial = given<T>("parameters");
    REQUIRE(initial.size() == start.size());
    for (std::size_t i = 0; i < initial.size(); ++i) start.values[i] = initial[i];

    trainable<net, samples, T> model{start};
    const mse_loss criterion;
    const auto X = given<T>("X"), Y = given<T>("Y");
    std::vector<T> rows;
    for (std::size_t step = 0; step < steps; ++step) {
        if (step == steps / 2) optimiser.options.learning_rate /= 4;
        const batch_view<const T, net::input_shape> x{&X[step * X.size() / steps], samples};
        const batch_view<const T, net::output_shape> y{&Y[step * Y.size() / steps], samples};
        const auto& outputs = model.forward(x);
        model.backward(x, criterion.backward(outputs, y));
        optimiser.step(model);
        rows.insert(rows.end(), model.parameters().begin(), model.parameters().end());
    }
    return rows;
}

template <class T> constexpr double tolerance = sizeof(T) == 4 ? 1e-5 : 1e-12;

template <template <class, class, simd::target> class Optimiser, class T, class Options>
auto check_golden(const std::string& name, const Options& options) {
    Optimiser<net, T, simd::native> optimiser{options};
    const auto rows = follow<T>(optimiser);
    check_close(name, rows, golden(name + " steps"), tolerance<T>);
    unroll<target_count>([&](auto number) {
        constexpr simd::target machine = all_targets[number];
        INFO(name, " on ", machine.vector_bits, " bits");
        Optimiser<net, T, machine> other{options};
        CHECK(same_bits(follow<T>(other), rows));
    });
    return optimiser;
}

template <class T> void check_state(const parameters<net, T>& found, const std::string& name) {
    check_close(name, std::vector<T>(found.begin(), found.end()), golden(name), tolerance<T>);
}

// What three steps make of some parameters.
template <class Net, class Optimiser> constexpr parameters<Net> after_three(Optimiser optimiser) {
    parameters<Net> values, gradients;
    for (int i = 0; i < static_cast<int>(values.size()); ++i) {
        values.values[i] = static_cast<float>(i % 7 - 3) / 8;
        gradients.values[i] = static_cast<float>(i % 5 - 2) / 4;
    }
    for (int step = 0; step < 3; ++step) optimiser.step(values, gradients);
    return values;
}

}  // namespace

TEST_CASE_TEMPLATE("sgd is PyTorch's", T, float, double) {
    check_golden<sgd, T>("sgd", sgd_options{.learning_rate = 0.25});
    check_golden<sgd, T>("sgd decay", sgd_options{.learning_rate = 0.25, .weight_decay = 0.125});
    const auto moving =
        check_golden<sgd, T>("sgd momentum", sgd_options{.learning_rate = 0.25, .momentum = 0.9});
    check_state(moving.velocity(), "sgd momentum momentum_buffer");
    const auto looking_ahead = check_golden<sgd, T>(
        "sgd nesterov",
        sgd_options{
            .learning_rate = 0.125, .momentum = 0.9, .weight_decay = 0.01, .nesterov = true});
    check_state(looking_ahead.velocity(), "sgd nesterov momentum_buffer");
}

TEST_CASE_TEMPLATE("adam is PyTorch's", T, float, double) {
    const auto plain = check_golden<adam, T>("adam", adam_options{});
    check_state(plain.mean(), "adam exp_avg");
    check_state(plain.mean_square(), "adam exp_avg_sq");
    const auto other = check_golden<adam, T>("adam options", adam_options{.learning_rate = 0.03,
                                                                          .beta1 = 0.7,
                                                                          .beta2 = 0.95,
                                                                          .epsilon = 1e-3,
                                                                          .weight_decay = 0.1});
    check_state(other.mean(), "adam options exp_avg");
    check_state(other.mean_square(), "adam options exp_avg_sq");
}

TEST_CASE_TEMPLATE("adamw is PyTorch's", T, float, double) {
    const auto plain = check_golden<adamw, T>("adamw", adamw_options{});
    check_state(plain.mean(), "adamw exp_avg");
    check_state(plain.mean_square(), "adamw exp_avg_sq");
    const auto other = check_golden<adamw, T>("adamw options", adamw_options{.learning_rate = 0.03,
                                                                             .beta1 = 0.7,
                                                                             .beta2 = 0.95,
                                                                             .epsilon = 1e-3,
                                                                             .weight_decay = 0.5});
    check_state(other.mean(), "adamw options exp_avg");
    check_state(other.mean_square(), "adamw options exp_avg_sq");
}

TEST_CASE_TEMPLATE("rmsprop is PyTorch's", T, float, double) {
    const auto plain = check_golden<rmsprop, T>("rmsprop", rmsprop_options{});
    check_state(plain.mean_square(), "rmsprop square_avg");
    const auto moving =
        check_golden<rmsprop, T>("rmsprop momentum", rmsprop_options{.learning_rate = 0.01,
                                                                     .alpha = 0.9,
                                                                     .epsilon = 1e-3,
                                                                     .momentum = 0.9,
                                                                     .weight_decay = 0.1});
    check_state(moving.mean_square(), "rmsprop momentum square_avg");
    check_state(moving.velocity(), "rmsprop momentum momentum_buffer");
    const auto centered =
        check_golden<rmsprop, T>("rmsprop centered", rmsprop_options{.learning_rate = 0.01,
                                                                     .alpha = 0.9,
                                                                     .epsilon = 1e-3,
                                                                     .momentum = 0.5,
                                                                     .centered = true});
    check_state(centered.mean_square(), "rmsprop centered square_avg");
    check_state(centered.mean(), "rmsprop centered grad_avg");
    check_state(centered.velocity(), "rmsprop centered momentum_buffer");
}

TEST_CASE("the compiler steps with the same bits") {
    using tiny = network<input<3>, linear<5>>;
    constexpr sgd_options for_sgd{.learning_rate = 0.1, .momentum = 0.9, .nesterov = true};
    constexpr adam_options for_adam{.weight_decay = 0.1};
    constexpr adamw_options for_adamw{};
    constexpr rmsprop_options for_rmsprop{.momentum = 0.9, .centered = true};
    constexpr auto by_sgd = after_three<tiny>(sgd<tiny, float, simd::scalar>{for_sgd});
    constexpr auto by_adam = after_three<tiny>(adam<tiny, float, simd::scalar>{for_adam});
    constexpr auto by_adamw = after_three<tiny>(adamw<tiny, float, simd::scalar>{for_adamw});
    constexpr auto by_rmsprop = after_three<tiny>(rmsprop<tiny, float, simd::scalar>{for_rmsprop});
    CHECK(by_sgd == after_three<tiny>(sgd<tiny>{for_sgd}));
    CHECK(by_adam == after_three<tiny>(adam<tiny>{for_adam}));
    CHECK(by_adamw == after_three<tiny>(adamw<tiny>{for_adamw}));
    CHECK(by_rmsprop == after_three<tiny>(rmsprop<tiny>{for_rmsprop}));
}

TEST_CASE("what is not trained is left alone") {
    using normalised = network<input<3>, linear<4>, batch_norm1d, linear<2>>;
    const auto check = [](const auto& optimiser) {
        parameters<normalised> ones;
        for (float& each : ones) each = 1;
        auto values = ones;
        auto copy = optimiser;
        copy.step(values, ones);
        int buffers = 0;
        for (const auto& entry : values.entries()) {
            INFO(entry.name);
            buffers += entry.trained ? 0 : 1;
            for (std::int64_t i = 0; i < entry.extents.size(); ++i)
                CHECK((values.data()[entry.offset + i] == 1) == !entry.trained);
        }
        CHECK(buffers >= 2);
    };
    check(sgd<normalised>{{.learning_rate = 0.1}});
    check(adam<normalised>{{}});
    check(adamw<normalised>{{}});
    check(rmsprop<normalised>{{}});
}

TEST_CASE("a gradient that stays the same does not break a centred average") {
    using tiny = network<input<1>, linear<1, no_bias>>;
    rmsprop<tiny> optimiser{{.alpha = 0.5, .epsilon = 1, .centered = true}};
    parameters<tiny> value, gradient;
    gradient.values[0] = 3.3f;  // the average of squares falls below the square of averages
    for (int step = 0; step < 200; ++step) optimiser.step(value, gradient);
    CHECK(value.values[0] < -6);  // 200 steps of 0.033, once the average is there
}
