// What is checked of every ONNX test.
#include "onnx_test_support.hpp"

#include "comparison.hpp"
#include "golden_file.hpp"
#include <string>

#include <doctest/doctest.h>

numbers<float> onnx_numbers(const std::string& test, const std::string& tensor) {
    numbers<float> result;
    for (const double each : golden_numbers("onnx.safetensors", test + " " + tensor))
        result.push_back(static_cast<float>(each));
    return result;
}

void check_onnx(const std::string& test, const onnx_answers& answers) {
    for (const auto& [tensor, found] : answers)
        check_close(tensor.c_str(), found, golden_numbers("onnx.safetensors", test + " " + tensor),
                    1e-5);
}

void check_onnx(const std::string& test, const onnx_answers& native, const onnx_answers& scalar) {
    check_onnx(test, native);
    for (const auto& answer : native) {
        INFO(answer.first);
        CHECK(same_bits(answer.second, scalar.at(answer.first)));
    }
}
