// Auxiliary heads: trained as PyTorch does with the weighted sum of the losses, unknown to
// predictions.
#include <ctnn/ctnn.hpp>
#include <ctnn/train/thread_pool.hpp>

#include "comparison.hpp"
#include "golden_file.hpp"
#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

// golden/make_auxiliaries.py has the same.
using inception =
    concat<sequential<conv2d<2, kernel<1>>, relu>,
           sequential<conv2d<3, kernel<1>>, relu, conv2d<4, kernel<3>, padding<1>>, relu>,
           sequential<max_pool2d<kernel<3>, stride<1>, padding<1>>, conv2d<2, kernel<1>>, relu>>;
using head = auxiliary<avg_pool2d<kernel<3>, stride<2>, round_down>, conv2d<4, kernel<1>>, relu,
                       flatten, linear<6>, relu, dropout<0>, linear<3>>;
template <class Aux1, class Aux2>
using small =
    network<input<3, 6, 6>, conv2d<5, kernel<3>, padding<1>>, relu, inception, Aux1, inception,
            max_pool2d<kernel<2>>, Aux2, global_avg_pool2d, flatten, linear<3>>;
using with_heads = small<head, auxiliary<flatten, linear<3>>>;
using headless = small<expect<8, 6, 6>, expect<8, 3, 3>>;  // takes no index, does nothing

constexpr int samples = 11;
template <class T> using model = trainable<with_heads, samples, T>;
template <class T> using pictures = basic_batch<T, with_heads::input_shape, samples>;

// What prediction needs is that of the network without heads.
static_assert(with_heads::output_shape == headless::output_shape);
static_assert(with_heads::mac_count == headless::mac_count);
static_assert(with_heads::workspace_bytes == headless::workspace_bytes);
static_assert(packed_weights<with_heads>::bytes() == packed_weights<headless>::bytes());
static_assert(with_heads::parameter_count > headless::parameter_count);

template <class T, class To> void fill(To& to, const std::string& tensor) {
    const auto numbers = golden_numbers("auxiliary_losses.safetensors", tensor);
    REQUIRE(numbers.size() == to.size());
    std::ranges::transform(numbers, to.data(), [](double x) { return static_cast<T>(x); });
}
template <class T> auto golden_parameters() {
    auto result = std::make_unique<parameters<with_heads, T>>();
    fill<T>(*result, "p");
    return result;
}
template <class T> auto golden_pictures() {
    auto result = std::make_unique<pictures<T>>();
    fill<T>(*result, "x");
    return result;
}
std::vector<int> golden_labels() {
    std::vector<int> labels;
    for (int sample = 0; sample < samples; ++sample) labels.push_back(sample * 2 % 3);
    return labels;
}

template <class Numbers> auto copy_of(const Numbers& from) {
    return std::vector<std::remove_const_t<typename Numbers::value_type>>(
        from.data(), from.data() + from.size());
}

template <class T>
void check_golden_step(const std::string& name, T loss, const std::vector<T>& dx,
                       const parameters<with_heads, T>& gradients) {
    constexpr double tolerance = sizeof(T) == 4 ? 1e-5 : 1e-12;
    const auto golden = [&](const std::string& tensor) {
        return golden_numbers("auxiliary_losses.safetensors", name + " " + tensor);
    };
    check_close("loss", std::vector<T>{loss}, golden("loss"), tolerance);
    check_close("dL/dinputs", dx, golden("dx"), tolerance);
    check_close("dL/dparameters", copy_of(gradients), golden("dp"), tolerance);
}

}  // namespace

TEST_CASE_TEMPLATE("the weighted sum of losses and its gradients are PyTorch's", T, float, double) {
    const auto net = std::make_unique<model<T>>(*golden_parameters<T>());
    const auto X = golden_pictures<T>();
    const auto labels = golden_labels();
    const auxiliary_loss<cross_entropy> criterion{.weight = 0.3};
    SUBCASE("of a batch") {
        const auto& outputs = net->forward(*X);
        const auto dX = std::make_unique<pictures<T>>();
        net->backward(*X, criterion.backward(outputs, labels), {dX->data(), samples});
        check_golden_step("batch", criterion.forward(outputs, labels), copy_of(*dX),
                          net->gradients());
    }
    SUBCASE("of one sample") {
        typename model<T>::input_type x, dx;
        std::copy_n(X->data(), x.size(), x.data());
        const auto outputs = net->forward(x);
        net->backward(x, criterion.backward(outputs, labels[0]), dx);
        check_golden_step("sample", criterion.forward(outputs, labels[0]), copy_of(dx),
                          net->gradients());
    }
}

TEST_CASE("a step against the gradient makes the weighted sum of losses smaller") {
    const auto net = std::make_unique<model<float>>(*golden_parameters<float>());
    const auto X = golden_pictures<float>();
    const auto labels = golden_labels();
    const auxiliary_loss<cross_entropy> criterion{.weight = 0.3};
    sgd<with_heads> optimiser{{.learning_rate = 0.01}};
    float before = std::numeric_limits<float>::infinity();
    for (int step = 0; step < 2; ++step) {
        const auto& outputs = net->forward(*X);
        const float loss = criterion.forward(outputs, labels);
        CHECK(loss < before);
        before = loss;
        net->backward(*X, criterion.backward(outputs, labels));
        optimiser.step(*net);
    }
}

TEST_CASE("a weight of 0 makes the gradients of the heads 0") {
    const auto net = std::make_unique<model<double>>(*golden_parameters<double>());
    const auto X = golden_pictures<double>();
    const auto labels = golden_labels();
    const auto& outputs = net->forward(*X);
    net->backward(*X, auxiliary_loss<cross_entropy>{.weight = 0}.backward(outputs, labels));
    for (const auto& entry : net->gradients().entries()) {
        if (!entry.name.starts_with("aux")) continue;
        for (std::int64_t i = 0; i < entry.extents.size(); ++i)
            CHECK(net->gradients().values[entry.offset + i] == 0);
    }
}

TEST_CASE("neither threads nor heads change a bit of a result") {
    const auto net = std::make_unique<model<float>>(*golden_parameters<float>());
    const auto X = golden_pictures<float>();
    const auto labels = golden_labels();
    const auxiliary_loss<cross_entropy> criterion{.weight = 0.3};
    const auto run = [&] {
        net->backward(*X, criterion.backward(net->forward(*X), labels));
        return copy_of(net->gradients());
    };
    const auto alone = run();
    thread_pool pool{2};
    net->use(pool);
    CHECK(same_bits(run(), alone));

    const auto all = golden_parameters<float>();
    const auto main_alone = std::make_unique<parameters<headless>>();
    for (const auto& entry : main_alone->entries())
        for (const auto& from : all->entries())
            if (entry.name == from.name)
                std::copy_n(all->data() + from.offset, from.extents.size(),
                            main_alone->data() + entry.offset);
    predictor<with_heads> first{*all};
    predictor<headless> second{*main_alone};
    const auto& [main, aux1, aux2] = net->forward(*X);
    CHECK(aux1.count == samples);
    CHECK(aux2.count == samples);
    for (int sample = 0; sample < samples; ++sample) {
        tensor<3, 6, 6> x;
        std::copy_n((*X)[sample].data(), x.size(), x.data());
        const auto y = copy_of(first(x));
        CHECK(same_bits(y, copy_of(second(x))));
        CHECK(same_bits(y, copy_of(main[sample])));
    }
}
