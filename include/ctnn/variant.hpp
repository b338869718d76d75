// A network in, its code for the instruction set that this source is compiled for out: one of those
// that <ctnn/dispatch.hpp> chooses from.
//
// A source that begins with this header, reads the network's and ends with CTNN_VARIANT(network),
// is compiled once for each instruction set:
//
//     g++ -std=c++20 -O3 -c lenet5_variant.cpp -o lenet5_baseline.o
//     g++ -std=c++20 -O3 -march=x86-64-v3 -c lenet5_variant.cpp -o lenet5_avx2.o
//     g++ -std=c++20 -O3 -march=x86-64-v4 -c lenet5_variant.cpp -o lenet5_avx512.o
//
// or the first alone, where the processor is no x86-64. Meson: for each of `ctnn_variants`.
//
// In such a source `ctnn` is a macro (simd/rename.hpp). A layer of your own keeps its code apart
// from that of the other instruction sets if it stands in an unnamed namespace, or in ctnn. Without
// optimisation compilers leave trivial functions of the standard library out of line, under one
// name: then hand the linker the baseline first.
#pragma once

#include <ctnn/simd/rename.hpp>

// CTNN_VARIANT(network), or CTNN_VARIANT(network, double) for other numbers than floats.
#define CTNN_VARIANT(...)                                                           \
    template <>                                                                     \
    struct ctnn_variants::source_of<ctnn_variants::given<__VA_ARGS__>::key,         \
                                    ctnn_variants::given<__VA_ARGS__>::scalar>      \
        : ctnn_variants::given<__VA_ARGS__> {};                                     \
    template struct ctnn_variants::compiled<ctnn_variants::given<__VA_ARGS__>::key, \
                                            ctnn_variants::own_set,                 \
                                            ctnn_variants::given<__VA_ARGS__>::scalar>

#include <ctnn/predictor.hpp>
#include <ctnn/simd/instruction_set.hpp>
#include <ctnn/variant_key.hpp>

namespace ctnn_variants {

constexpr instruction_set own_set = instruction_set::CTNN_OWN_SET;

template <class Net, class T = float> struct given {
    static_assert(sizeof(Net*) == 0 || !exceeds_levels,  // for networks alone, not for this header
                  "no program asks whether a processor has all that these flags allow: compile "
                  "variants with -march=x86-64-v4, -march=x86-64-v3 and those of the program");
    static_assert(ctnn::simd::native == ctnn::simd::target_of(own_set));
    using scalar = T;
    using program = ctnn::detail::program_for<Net, T, own_set>;
    static constexpr std::uint64_t key = ctnn::detail::variant_key<Net, T, own_set>;
};
template <std::uint64_t Key, class T> struct source_of;

template <std::uint64_t Key, instruction_set Set, class T>
void compiled<Key, Set, T>::pack(const T* parameters, T* packed) noexcept {
    source_of<Key, T>::program::pack(parameters, packed);
}
template <std::uint64_t Key, instruction_set Set, class T>
void compiled<Key, Set, T>::run(const T* input, T* output, const T* packed, T* workspace) noexcept {
    source_of<Key, T>::program::run({input, output, packed, workspace});
}

}  // namespace ctnn_variants
