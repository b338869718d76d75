// A network's declaration in, a test case against PyTorch's answer to it out.
//
// The lists golden/*.inc, made by golden/make_layers.py, are included behind this header.
#pragma once

#include "network_functions.hpp"
#include <cstddef>

#include <doctest/doctest.h>

// `declaration` names the network in golden/layers.safetensors.
void check_golden(const char* declaration, const network_functions<float>& in_float,
                  const network_functions<double>& in_double);

// A network is trained in float on the native target and in double on a narrower one, or the other
// way round, and predicts on the target on which it was not trained: half of what could be combined
// is compiled, and yet each result is computed twice.
template <class Net, std::size_t Number> void check_golden(const char* declaration) {
    using ctnn::simd::native;
    constexpr std::size_t narrower = target_count > 1 ? target_count - 1 : 1;
    constexpr ctnn::simd::target narrow = all_targets[Number / 2 % narrower];
    constexpr ctnn::simd::target first = Number % 2 == 0 ? native : narrow;
    constexpr ctnn::simd::target second = Number % 2 == 0 ? narrow : native;
    check_golden(declaration,
                 {.predict = functions_of<Net, float, second, 16>::predict,
                  .train = functions_of<Net, float, first, 16>::train,
                  .train_batch = functions_of<Net, float, first, 16>::train_batch},
                 {.predict = functions_of<Net, double, first, 16>::predict,
                  .train = functions_of<Net, double, second, 16>::train,
                  .train_batch = functions_of<Net, double, second, 16>::train_batch});
}

#define GOLDEN(...)                                                   \
    TEST_CASE("PyTorch agrees: " #__VA_ARGS__) {                      \
        using namespace ctnn;                                         \
        check_golden<__VA_ARGS__, sizeof #__VA_ARGS__>(#__VA_ARGS__); \
    }
