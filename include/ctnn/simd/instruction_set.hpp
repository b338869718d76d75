// The processor that a program meets in, the best instruction set of those a network can be
// compiled for out.
#pragma once

#include <ctnn/simd/target.hpp>

#include <cstdint>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

// What the program and the variants of its networks have in common, and therefore never renamed
// (simd/rename.hpp).
namespace ctnn_variants {

// Each has all that those before it have. Other processors than x86-64 know the first alone.
//   baseline  what the program itself is compiled for
//   avx2      -march=x86-64-v3: AVX2, FMA and what came with them
//   avx512    -march=x86-64-v4: AVX-512 F, VL, DQ, BW and CD
enum class instruction_set { baseline, avx2, avx512 };

// A network of numbers of type T compiled for an instruction set, by CTNN_VARIANT. `Key` stands for
// the network and for all that the parts of a program must agree upon.
template <std::uint64_t Key, instruction_set Set, class T> struct compiled {
    static void pack(const T* parameters, T* packed) noexcept;
    static void run(const T* input, T* output, const T* packed, T* workspace) noexcept;
};

}  // namespace ctnn_variants

namespace ctnn {

using ctnn_variants::instruction_set;

constexpr const char* name_of(instruction_set set) {
    constexpr const char* names[]{"baseline", "AVX2", "AVX-512"};
    return names[static_cast<int>(set)];
}

// Every instruction set that a program for this kind of processor has its networks compiled for.
#if defined(__x86_64__)
inline constexpr instruction_set instruction_sets[]{instruction_set::baseline,
                                                    instruction_set::avx2, instruction_set::avx512};
#else
inline constexpr instruction_set instruction_sets[]{instruction_set::baseline};
#endif

namespace simd {

// What code for an instruction set is compiled for, seen from code for another.
constexpr target target_of(instruction_set set) {
    if (!CTNN_HAS_SIMD) return scalar;
    if (set == instruction_set::avx512) return {.vector_bits = 512, .registers = 32};
    if (set == instruction_set::avx2) return {.vector_bits = 256, .registers = 16};
#if defined(__x86_64__)
    return {.vector_bits = 128, .registers = 16};
#else
    return native;
#endif
}

}  // namespace simd

namespace detail {

#if defined(__x86_64__)
// Of the compilers' own questions, clang 14 does not know f16c, lzcnt and movbe, nor either level
// as a whole. It is they who ask whether the system saves the registers.
inline bool has_all_of_v3() noexcept {
    unsigned a = 0, b = 0, common = 0, d = 0, extended = 0;
    __get_cpuid(1, &a, &b, &common, &d);
    __get_cpuid(0x80000001, &a, &b, &extended, &d);
    constexpr unsigned movbe = 1u << 22, f16c = 1u << 29, lzcnt = 1u << 5;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
           __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
           (common & movbe) != 0 && (common & f16c) != 0 && (extended & lzcnt) != 0;
}
inline bool has_all_of_v4() noexcept {
    return has_all_of_v3() && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd");
}
#endif

}  // namespace detail

// The best instruction set that the processor at hand has.
inline instruction_set best_instruction_set() noexcept {
#if defined(__x86_64__)
    // Asked once: in a virtual machine each answer is the hypervisor's, and takes long.
    static const instruction_set best = detail::has_all_of_v4()   ? instruction_set::avx512
                                        : detail::has_all_of_v3() ? instruction_set::avx2
                                                                  : instruction_set::baseline;
    return best;
#else
    return instruction_set::baseline;
#endif
}

}  // namespace ctnn
