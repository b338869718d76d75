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

// What is compiled of a network: its training in one type, and its prediction in both, in the
// trained one on a target on which it was not trained. Types and targets take turns over a list,
// and clang trains in float what g++ trains in double: training is what takes long to compile.
template <class Net, std::size_t Number> struct golden_functions {
    static constexpr bool is_clang =
#ifdef __clang__
        true;
#else
        false;
#endif
    static constexpr std::size_t narrower = target_count > 1 ? target_count - 1 : 1;
    static constexpr ctnn::simd::target narrow = all_targets[Number / 4 % narrower];
    static constexpr bool is_native = Number / 2 % 2 == 0;
    static constexpr ctnn::simd::target trains_on = is_native ? ctnn::simd::native : narrow;
    static constexpr ctnn::simd::target predicts_on = is_native ? narrow : ctnn::simd::native;

    template <class T, bool Trained> static constexpr network_functions<T> of() {
        network_functions<T> result{.predict = functions_of<Net, T, predicts_on, 16>::predict};
        if constexpr (Trained) {
            result.train = functions_of<Net, T, trains_on, 16>::train;
            result.train_batch = functions_of<Net, T, trains_on, 16>::train_batch;
        }
        return result;
    }
    static constexpr network_functions<float> in_float = of<float, (Number % 2 == 0) != is_clang>();
    static constexpr network_functions<double> in_double =
        of<double, (Number % 2 == 0) == is_clang>();
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
