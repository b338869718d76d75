// What the machine that is compiled for offers, as a value that kernels are chosen by.
#pragma once

#include <cstdint>

#if !defined(CTNN_NO_SIMD) && (defined(__SSE2__) || defined(__ARM_NEON) || defined(__aarch64__))
#define CTNN_HAS_SIMD 1
#else
#define CTNN_HAS_SIMD 0
#endif

namespace ctnn::simd {

// The widest vector and the number of vector registers a kernel may use. No result depends on it:
// every target makes the same additions in the same order.
struct target {
    int vector_bits = 0;  // 0: no vectors, the scalar code that the compiler itself can evaluate
    int registers = 16;

    template <class T> constexpr int most_lanes() const {
        const int lanes = vector_bits / (8 * static_cast<int>(sizeof(T)));
        return lanes > 1 ? lanes : 1;
    }
    // Is a fused multiply-add one instruction? On x86-64 it came with AVX2.
    constexpr bool fuses() const { return vector_bits > 128 || registers > 16; }

    friend constexpr bool operator==(const target&, const target&) = default;
};

// The narrowest vector there is: 128 bits, or one number where there are no vectors.
template <class T> constexpr int fewest_lanes(const target& machine) {
    return machine.vector_bits > 0 ? 16 / static_cast<int>(sizeof(T)) : 1;
}

// The narrowest vector that holds `length` numbers, or the widest there is.
template <class T> constexpr int lanes_for(const target& machine, int length) {
    int lanes = fewest_lanes<T>(machine);
    while (lanes < length && lanes < machine.most_lanes<T>()) lanes *= 2;
    return lanes;
}

// The widest vector that `length` numbers fill, or one number.
template <class T> constexpr int lanes_within(const target& machine, std::int64_t length) {
    int lanes = machine.most_lanes<T>();
    while (lanes > length && lanes > fewest_lanes<T>(machine)) lanes /= 2;
    return lanes <= length ? lanes : 1;
}

inline constexpr target scalar{.vector_bits = 0, .registers = 16};

#if !CTNN_HAS_SIMD
inline constexpr target native = scalar;
#elif defined(__AVX512F__) && defined(__AVX512VL__) && defined(__AVX512DQ__) && \
    defined(__AVX512BW__)
inline constexpr target native{.vector_bits = 512, .registers = 32};
#elif defined(__AVX2__) && defined(__FMA__)
inline constexpr target native{.vector_bits = 256, .registers = 16};
#elif defined(__aarch64__)
inline constexpr target native{.vector_bits = 128, .registers = 32};
#else
inline constexpr target native{.vector_bits = 128, .registers = 16};
#endif

}  // namespace ctnn::simd
