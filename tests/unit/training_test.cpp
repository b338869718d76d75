// LeNet-5 as PyTorch initialises and trains it, on any number of samples by any number of threads.
#include <ctnn/ctnn.hpp>
#include <ctnn/train/thread_pool.hpp>

#include "comparison.hpp"
#include "golden_file.hpp"
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

using lenet5 = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>>, relu,
                       max_pool2d<kernel<2>>, conv2d<16, kernel<5>>, relu, max_pool2d<kernel<2>>,
                       flatten, linear<120>, relu, linear<84>, relu, linear<10>>;

constexpr int samples = 17;  // two shares and a remainder
template <class T> using model = trainable<lenet5, samples, T>;
template <class T> using pictures = basic_batch<T, lenet5::input_shape, samples>;

std::vector<double> golden(const std::string& tensor) {
    return golden_numbers("lenet5.safetensors", tensor);
}

template <class T> std::unique_ptr<pictures<T>> golden_pictures() {
    auto result = std::make_unique<pictures<T>>();
    const auto x = golden("x");
    REQUIRE(x.size() == result->size());
    for (std::size_t i = 0; i < x.size(); ++i) result->data()[i] = static_cast<T>(x[i]);
    return result;
}

std::vector<int> golden_labels() {
    std::vector<int> labels;
    for (int sample = 0; sample < samples; ++sample) labels.push_back(sample * 3 % 10);
    return labels;
}

// PyTorch's float parameters of this seed, enlarged so that the outputs depend on the picture.
template <class T> std::unique_ptr<parameters<lenet5, T>> enlarged_parameters() {
    const auto drawn = std::make_unique<parameters<lenet5>>();
    initialise(*drawn, 7);
    auto result = std::make_unique<parameters<lenet5, T>>();
    for (std::size_t i = 0; i < drawn->size(); ++i)
        result->data()[i] = static_cast<T>(drawn->data()[i] * 2.5f);
    return result;
}

// How golden/make_lenet5.py sums up a large tensor.
template <class Numbers> std::vector<double> sums(const Numbers& numbers) {
    std::vector<double> result;
    for (std::size_t k = 0; k < 6; ++k) {
        double sum = 0;
        for (std::size_t i = 0; i < numbers.size(); ++i)
            sum += (static_cast<double>((i * (2 * k + 1) + k) % 13) - 6) *
                   static_cast<double>(numbers.data()[i]);
        result.push_back(sum);
    }
    return result;
}

template <class T>
void check_sums(const std::string& what, const parameters<lenet5, T>& values, double tolerance) {
    for (const auto& entry : values.entries()) {
        const std::vector<T> tensor(values.data() + entry.offset,
                                    values.data() + entry.offset + entry.extents.size());
        const std::string name = what + std::string{entry.name};
        check_close(name, sums(tensor), golden(name), tolerance);
    }
}

// FNV-1a over the bits.
template <class T> std::uint64_t hash(const parameters<lenet5, T>& values) {
    std::uint64_t result = 0xcbf29ce484222325;
    for (const T value : values) {
        if constexpr (sizeof(T) == 4) {
            result ^= std::bit_cast<std::uint32_t>(value);
        } else {
            result ^= std::bit_cast<std::uint64_t>(value);
        }
        result *= 0x100000001b3;
    }
    return result;
}

template <class Numbers> auto copy_of(const Numbers& from) {
    return std::vector<typename Numbers::value_type>(from.data(), from.data() + from.size());
}

}  // namespace

TEST_CASE("a seed gives the bits that PyTorch draws") {
    const auto in_float = std::make_unique<parameters<lenet5>>();
    initialise(*in_float, 7);
    CHECK(*in_float->begin() == 0x1.c9bc9ap-7f);
    CHECK(*(in_float->end() - 1) == -0x1.a598f2p-4f);
    CHECK(hash(*in_float) == 0x873286cc6fced819);

    const auto in_double = std::make_unique<parameters<lenet5, double>>();
    initialise(*in_double, 7);
    CHECK(*in_double->begin() == -0x1.69768df5d23f3p-4);
    CHECK(*(in_double->end() - 1) == -0x1.8f98fafd12d91p-4);
    CHECK(hash(*in_double) == 0x76b377387f0b71cd);
}

TEST_CASE_TEMPLATE("five steps of training are PyTorch's", T, float, double) {
    constexpr double tolerance = sizeof(T) == 4 ? 1e-5 : 1e-11;
    const auto net = std::make_unique<model<T>>(off_stack, *enlarged_parameters<T>());
    const auto X = golden_pictures<T>();
    const auto labels = golden_labels();
    const cross_entropy criterion;
    sgd<lenet5, T> optimiser{
        {.learning_rate = T(0.02), .momentum = T(0.9), .weight_decay = T(0.01)}};
    const auto dX = std::make_unique<pictures<T>>();

    std::vector<T> losses;
    for (int step = 0; step < 5; ++step) {
        const auto& outputs = net->forward(*X);
        losses.push_back(criterion.forward(outputs, labels));
        const auto dloss = criterion.backward(outputs, labels);
        if (step == 0) {
            check_close("scores", copy_of(outputs), golden("scores"), tolerance);
            net->backward(*X, dloss, {dX->data(), samples});
            check_sums("gradient of ", net->gradients(), tolerance);
        } else {
            net->backward(*X, dloss);
        }
        optimiser.step(*net);
    }
    check_close("losses", losses, golden("losses"), tolerance);
    check_sums("trained ", std::as_const(*net).parameters(), tolerance);

    std::vector<double> of_inputs;
    for (int sample = 0; sample < samples; ++sample)
        for (const double sum : sums((*dX)[sample])) of_inputs.push_back(sum);
    check_close("gradients of the pictures", of_inputs, golden("dx"), tolerance);
}

TEST_CASE("neither threads nor the samples beside it change a bit of a result") {
    const auto X = golden_pictures<float>();
    const auto labels = golden_labels();
    const cross_entropy criterion;
    const auto net = std::make_unique<model<float>>(off_stack, *enlarged_parameters<float>());
    struct result {
        std::vector<float> outputs, gradients;
    };
    const auto run = [&](int count) {
        X->count = count;
        const auto& outputs = net->forward(*X);
        net->backward(*X, criterion.backward(outputs, labels));
        return result{copy_of(outputs), copy_of(net->gradients())};
    };

    std::vector<result> expected;
    for (int count = 1; count <= samples; ++count) expected.push_back(run(count));
    for (const int threads : {1, 2, 3, 5}) {
        thread_pool pool{threads};
        net->use(pool);
        for (int count = 1; count <= samples; ++count) {
            INFO(count, " samples, ", threads, " threads");
            const auto& alone = expected[static_cast<std::size_t>(count) - 1];
            const auto found = run(count);
            CHECK(same_bits(found.outputs, alone.outputs));
            CHECK(same_bits(found.gradients, alone.gradients));
            auto of_all = expected.back().outputs;
            of_all.resize(found.outputs.size());
            CHECK(same_bits(found.outputs, of_all));
        }
    }
}

TEST_CASE("a batch's gradient is the sum of its samples'") {
    const auto X = golden_pictures<float>();
    const auto labels = golden_labels();
    const cross_entropy criterion;
    const auto net = std::make_unique<model<float>>(off_stack, *enlarged_parameters<float>());
    std::vector<double> sum(lenet5::parameter_count);
    for (int sample = 0; sample < samples; ++sample) {
        model<float>::input_type x;
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = (*X)[sample][i];
        const auto label = labels[static_cast<std::size_t>(sample)];
        net->backward(x, criterion.backward(net->forward(x), label));
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += static_cast<double>(net->gradients().data()[i]);

        X->count = sample + 1;
        net->backward(*X, criterion.backward(net->forward(*X), labels));
        auto mean = sum;
        for (double& each : mean) each /= sample + 1;
        INFO(X->count, " samples");
        check_close("gradients", copy_of(net->gradients()), mean, 1e-5);
    }
}

TEST_CASE("the gradient of the parameters is the same without that of the input") {
    const auto X = golden_pictures<float>();
    const auto net = std::make_unique<model<float>>(off_stack, *enlarged_parameters<float>());
    const auto dloss = cross_entropy{}.backward(net->forward(*X), golden_labels());
    net->backward(*X, dloss);
    const auto without = copy_of(net->gradients());
    const auto dX = std::make_unique<pictures<float>>();
    net->backward(*X, dloss, {dX->data(), samples});
    CHECK(same_bits(copy_of(net->gradients()), without));
}
