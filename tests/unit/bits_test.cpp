// The same bits everywhere: vectors of every width, scalar code, the compiler itself, and other
// builds.
#include <ctnn/ctnn.hpp>

#include <bit>
#include <cstdint>
#include <memory>
#include <tuple>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

// FNV-1a over the bits of numbers.
template <class Numbers> std::uint64_t hash(const Numbers& numbers) {
    std::uint64_t result = 0xcbf29ce484222325;
    for (const auto number : numbers) {
        std::uint64_t bits = 0;
        if constexpr (sizeof(number) == 4) {
            bits = std::bit_cast<std::uint32_t>(number);
        } else {
            bits = std::bit_cast<std::uint64_t>(number);
        }
        result = (result ^ bits) * 0x100000001b3;
    }
    return result;
}

using everything =
    network<input<3, 13, 11>, conv2d<7, kernel<3>, padding<1>>, batch_norm2d, relu,
            max_pool2d<kernel<3>, stride<2>>, conv2d<20, kernel<3, 2>, stride<2, 1>, round_down>,
            tanh_activation, conv2d<20, kernel<3>, padding<2>, dilation<2>, groups<4>>, silu,
            avg_pool2d<kernel<2>, stride<1>, padding<1>>, sigmoid, softmax, flatten, gelu,
            dropout<1, 3>, linear<33>, batch_norm1d, softplus, linear<17>, leaky_relu<1, 10>,
            linear<10>, log_softmax>;

template <class T> auto numbers(int seed) {
    basic_tensor<T, everything::input_shape> x;
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = static_cast<T>((static_cast<int>(i) * 37 + seed * 53) % 101) / 64 - T(0.75);
    return x;
}

template <class T> std::unique_ptr<parameters<everything, T>> weights() {
    auto result = std::make_unique<parameters<everything, T>>();
    initialise(*result, 5);
    return result;
}

template <class T, simd::target Machine> std::uint64_t prediction() {
    const auto net = std::make_unique<predictor<everything, T, Machine>>(*weights<T>());
    return hash((*net)(numbers<T>(1)));
}

// The parameters after two steps on batches of eleven.
template <class T, simd::target Machine> std::uint64_t training() {
    const auto model =
        std::make_unique<trainable<everything, 12, T, Machine>>(off_stack, *weights<T>(), 9u);
    basic_batch<T, everything::input_shape, 12> X;
    X.count = 11;
    int labels[12] = {};
    for (int sample = 0; sample < X.count; ++sample) {
        const auto x = numbers<T>(sample);
        for (std::size_t i = 0; i < x.size(); ++i) X[sample][i] = x[i];
        labels[sample] = sample % 10;
    }
    basic_cross_entropy<Machine> criterion;
    sgd<everything, T, Machine> optimiser{
        {.learning_rate = 0.1, .momentum = 0.9, .weight_decay = 0.001}};
    for (int step = 0; step < 2; ++step) {
        const auto& outputs = model->forward(X);
        model->backward(X, criterion.backward(outputs, labels));
        optimiser.step(*model);
    }
    return hash(std::as_const(*model).parameters());
}

constexpr simd::target narrow{.vector_bits = 128, .registers = 16};
constexpr simd::target middle{.vector_bits = 256, .registers = 16};
constexpr simd::target wide{.vector_bits = 512, .registers = 32};

// Every target this build has must give the number written down here, which other builds gave too.
template <class T> void check_all(std::uint64_t predicted, std::uint64_t trained) {
    CHECK(prediction<T, simd::scalar>() == predicted);
    CHECK(training<T, simd::scalar>() == trained);
    if constexpr (simd::native.vector_bits >= 128) {
        CHECK(prediction<T, narrow>() == predicted);
        CHECK(training<T, narrow>() == trained);
    }
    if constexpr (simd::native.vector_bits >= 256) {
        CHECK(prediction<T, middle>() == predicted);
        CHECK(training<T, middle>() == trained);
    }
    if constexpr (simd::native.vector_bits >= 512) {
        CHECK(prediction<T, wide>() == predicted);
        CHECK(training<T, wide>() == trained);
    }
}

TEST_CASE("every target gives the same bits in float") {
    check_all<float>(771092603604995732u, 12965901489068488161u);
}

TEST_CASE("every target gives the same bits in double") {
    check_all<double>(17903275308895594940u, 496820489133222779u);
}

// A network that the compiler evaluates.
using small = network<input<2, 6, 5>, conv2d<3, kernel<3>, padding<1>>, relu,
                      max_pool2d<kernel<2>, round_down>, avg_pool2d<kernel<2>, stride<1>>,
                      tanh_activation, flatten, linear<5>, sigmoid, linear<3>, softmax>;

template <class T, simd::target Machine> constexpr basic_tensor<T, small::output_shape> evaluate() {
    parameters<small, T> weights;
    int i = 0;
    for (T& weight : weights) weight = static_cast<T>((i++ * 29) % 31 - 15) / 16;
    basic_tensor<T, small::input_shape> x;
    i = 0;
    for (T& value : x) value = static_cast<T>((i++ * 17) % 23) / 8 - 1;
    return predictor<small, T, Machine>{weights}(x);
}
constexpr std::tuple by_compiler{evaluate<float, simd::scalar>(), evaluate<double, simd::scalar>()};

TEST_CASE_TEMPLATE("the compiler gives the bits of the program", T, float, double) {
    const auto& expected = std::get<basic_tensor<T, small::output_shape>>(by_compiler);
    CHECK(evaluate<T, simd::scalar>() == expected);
    CHECK(evaluate<T, simd::native>() == expected);
}

}  // namespace
