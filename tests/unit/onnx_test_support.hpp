// The name of one of ONNX's operator tests and the network that is the operator in, a test case
// out. golden/make_onnx.py writes them.
#pragma once

#include "network_functions.hpp"
#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <string>

#include <doctest/doctest.h>

// What ctnn makes of a test: tensors, by their names in golden/onnx.safetensors.
using onnx_answers = std::map<std::string, numbers<float>>;

numbers<float> onnx_numbers(const std::string& test, const std::string& tensor);

// Every answer must be ONNX's.
void check_onnx(const std::string& test, const onnx_answers& answers);

// The same, and it must have the same bits on the native and on the scalar target.
void check_onnx(const std::string& test, const onnx_answers& native, const onnx_answers& scalar);

// A tensor that holds a number for each of a network's parameters.
template <class Net>
ctnn::parameters<Net> onnx_parameters(const std::string& test, const std::string& tensor = "p") {
    ctnn::parameters<Net> result;
    const auto found = onnx_numbers(test, tensor);
    REQUIRE(found.size() == result.size());
    std::ranges::copy(found, result.data());
    return result;
}

// Predicts sample by sample.
template <class Net, ctnn::simd::target Machine>
onnx_answers onnx_predict(const std::string& test) {
    using predictor = ctnn::predictor<Net, float, Machine>;
    const auto net = std::make_unique<predictor>(onnx_parameters<Net>(test));
    const auto x = onnx_numbers(test, "x");
    typename predictor::input_type input;
    REQUIRE(x.size() % input.size() == 0);
    numbers<float> y;
    for (std::size_t i = 0; i < x.size(); i += input.size()) {
        std::copy_n(&x[i], input.size(), input.data());
        const auto output = (*net)(input);
        y.insert(y.end(), output.begin(), output.end());
    }
    return {{"y", y}};
}

// Forward on the batch, as in training, which moves the statistics among the parameters.
template <class Net, ctnn::simd::target Machine> onnx_answers onnx_train(const std::string& test) {
    using model = ctnn::trainable<Net, 4, float, Machine>;
    const auto net = std::make_unique<model>(ctnn::off_stack, onnx_parameters<Net>(test));
    const auto x = onnx_numbers(test, "x");
    const int samples = static_cast<int>(x.size() / model::input_type::size());
    REQUIRE(samples <= model::max_batch);
    const auto& y = net->forward({x.data(), samples});
    const auto& p = net->parameters();
    return {{"y", {y.data(), y.data() + y.size()}}, {"p after", {p.begin(), p.end()}}};
}

#define ONNX_CASE(NAME, FUNCTION, ...)                                                          \
    TEST_CASE("ONNX: " NAME ": " #__VA_ARGS__) {                                                \
        using namespace ctnn;                                                                   \
        using net = __VA_ARGS__;                                                                \
        check_onnx(NAME, FUNCTION<net, simd::native>(NAME), FUNCTION<net, simd::scalar>(NAME)); \
    }

#define ONNX_NETWORK(NAME, ...) ONNX_CASE(#NAME, onnx_predict, __VA_ARGS__)
#define ONNX_TRAINING(NAME, ...) ONNX_CASE(#NAME, onnx_train, __VA_ARGS__)
