// A network's declaration in, a test case against PyTorch's answer to it out.
//
// The lists golden/*.inc, made by golden/make_layers.py, are included behind this header.
#pragma once

#include "network_functions.hpp"
#include <cstddef>

#include <doctest/doctest.h>

// Where the numbers are: a test may define another file before it includes this header.
#ifndef GOLDEN_FILE
#define GOLDEN_FILE "layers.safetensors"
#endif

// `name` is the network's in golden/`file`.
void check_golden(const char* name, const network_functions<float>& in_float,
                  const network_functions<double>& in_double, const char* file);
void check_golden_batch(const char* name, int samples, const network_functions<float>& in_float,
                        const network_functions<double>& in_double, const char* file);

// A network is trained in float on the native target and in double on a narrower one, or the other
// way round, and predicts on the target on which it was not trained: half of what could be combined
// is compiled, and yet each result is computed twice.
template <class Net, std::size_t Number> struct golden_functions {
    static constexpr std::size_t narrower = target_count > 1 ? target_count - 1 : 1;
    static constexpr ctnn::simd::target narrow = all_targets[Number / 2 % narrower];
    static constexpr ctnn::simd::target first = Number % 2 == 0 ? ctnn::simd::native : narrow;
    static constexpr ctnn::simd::target second = Number % 2 == 0 ? narrow : ctnn::simd::native;

    template <class T, ctnn::simd::target PredictsOn, ctnn::simd::target TrainsOn>
    static constexpr network_functions<T> of{
        .predict = functions_of<Net, T, PredictsOn, 16>::predict,
        .train = functions_of<Net, T, TrainsOn, 16>::train,
        .train_batch = functions_of<Net, T, TrainsOn, 16>::train_batch};
    static constexpr network_functions<float> in_float = of<float, second, first>;
    static constexpr network_functions<double> in_double = of<double, first, second>;
};

// A list's entry is the network's name, from which the preprocessor makes its text again.
#define GOLDEN(...)                                                                         \
    TEST_CASE("PyTorch agrees: " #__VA_ARGS__) {                                            \
        using namespace ctnn;                                                               \
        using functions = golden_functions<__VA_ARGS__, sizeof #__VA_ARGS__>;               \
        check_golden(#__VA_ARGS__, functions::in_float, functions::in_double, GOLDEN_FILE); \
    }

// The same for a network that is trained on a whole batch of so many samples.
#define GOLDEN_BATCH(samples, ...)                                                   \
    TEST_CASE("PyTorch agrees: " #samples ", " #__VA_ARGS__) {                       \
        using namespace ctnn;                                                        \
        using functions = golden_functions<__VA_ARGS__, sizeof #__VA_ARGS__>;        \
        check_golden_batch(#samples ", " #__VA_ARGS__, samples, functions::in_float, \
                           functions::in_double, GOLDEN_FILE);                       \
    }
