// What xsimd has no word for, or another meaning, on the registers themselves: parts of a register
// in memory, the larger of two numbers, single bits and powers of two.
#pragma once

#include <ctnn/simd/target.hpp>

#include <bit>
#include <type_traits>
#include <utility>

#if CTNN_HAS_SIMD
#include <xsimd/xsimd.hpp>

namespace ctnn::simd::detail {

#if defined(__AVX__)
inline __m128 low_half(__m256 x) noexcept { return _mm256_castps256_ps128(x); }
inline __m128d low_half(__m256d x) noexcept { return _mm256_castpd256_pd128(x); }
inline __m128 high_half(__m256 x) noexcept { return _mm256_extractf128_ps(x, 1); }
inline __m128d high_half(__m256d x) noexcept { return _mm256_extractf128_pd(x, 1); }
inline __m256 joined(__m128 low, __m128 high) noexcept { return _mm256_set_m128(high, low); }
inline __m256d joined(__m128d low, __m128d high) noexcept { return _mm256_set_m128d(high, low); }
#endif

// The first Count numbers of a register, neither none nor all, from and to memory of which nothing
// else is touched. Registers of 16 bytes are read and written in pieces: what a masked store has
// left, no load can take over before it has reached the cache, and a small network waits for that.
template <int Count, class Register, class T> Register load_part(const T* from) noexcept {
    constexpr int bytes = sizeof(Register), lanes = bytes / sizeof(T);
    static_assert(Count > 0 && Count < lanes);
    [[maybe_unused]] constexpr bool single = std::is_same_v<T, float>;
#if defined(__AVX512VL__)
    [[maybe_unused]] constexpr auto which = (1u << Count) - 1;
    if constexpr (bytes == 64 && single) {
        return _mm512_maskz_loadu_ps(which, from);
    } else if constexpr (bytes == 64) {
        return _mm512_maskz_loadu_pd(which, from);
    } else if constexpr (bytes == 32 && single) {
        return _mm256_maskz_loadu_ps(which, from);
    } else if constexpr (bytes == 32) {
        return _mm256_maskz_loadu_pd(which, from);
    } else
#elif defined(__AVX__)
    if constexpr (bytes == 32) {
        using half = decltype(low_half(Register{}));
        constexpr int in_low = Count < lanes / 2 ? Count : lanes / 2;
        half low{}, high{};
        if constexpr (in_low < lanes / 2) {
            low = load_part<in_low, half>(from);
        } else {
            low = xsimd::batch<T, xsimd::sse2>::load_unaligned(from);
            if constexpr (Count > in_low) high = load_part<Count - in_low, half>(from + in_low);
        }
        return joined(low, high);
    } else
#endif
#if defined(__SSE2__)
        if constexpr (!single) {
        return _mm_load_sd(from);
    } else if constexpr (Count == 1) {
        return _mm_load_ss(from);
    } else {
        const __m128 two = _mm_loadl_pi(_mm_setzero_ps(), reinterpret_cast<const __m64*>(from));
        if constexpr (Count == 2) {
            return two;
        } else {
            return _mm_movelh_ps(two, _mm_load_ss(from + 2));
        }
    }
#else
        alignas(64) T copy[lanes] = {};
    for (int i = 0; i < Count; ++i) copy[i] = from[i];
    return xsimd::make_sized_batch_t<T, lanes>::load_aligned(copy);
#endif
}

template <int Count, class Register, class T> void store_part(Register value, T* to) noexcept {
    constexpr int bytes = sizeof(Register), lanes = bytes / sizeof(T);
    static_assert(Count > 0 && Count < lanes);
    [[maybe_unused]] constexpr bool single = std::is_same_v<T, float>;
#if defined(__AVX512VL__)
    [[maybe_unused]] constexpr auto which = (1u << Count) - 1;
    if constexpr (bytes == 64 && single) {
        _mm512_mask_storeu_ps(to, which, value);
    } else if constexpr (bytes == 64) {
        _mm512_mask_storeu_pd(to, which, value);
    } else if constexpr (bytes == 32 && single) {
        _mm256_mask_storeu_ps(to, which, value);
    } else if constexpr (bytes == 32) {
        _mm256_mask_storeu_pd(to, which, value);
    } else
#elif defined(__AVX__)
    if constexpr (bytes == 32) {
        using half = decltype(low_half(Register{}));
        if constexpr (Count < lanes / 2) {
            store_part<Count, half>(low_half(value), to);
        } else {
            xsimd::batch<T, xsimd::sse2>(low_half(value)).store_unaligned(to);
            if constexpr (Count > lanes / 2)
                store_part<Count - lanes / 2, half>(high_half(value), to + lanes / 2);
        }
    } else
#endif
#if defined(__SSE2__)
        if constexpr (!single) {
        _mm_store_sd(to, value);
    } else if constexpr (Count == 1) {
        _mm_store_ss(to, value);
    } else {
        _mm_storel_pi(reinterpret_cast<__m64*>(to), value);
        if constexpr (Count == 3) _mm_store_ss(to + 2, _mm_movehl_ps(value, value));
    }
#else
        alignas(64) T copy[lanes];
    xsimd::make_sized_batch_t<T, lanes>(value).store_aligned(copy);
    for (int i = 0; i < Count; ++i) to[i] = copy[i];
#endif
}

// Lanes 0, 2, 4, ... of two registers, one behind the other.
template <class T, int Lanes, class Register>
Register even_lanes(Register first, Register second) noexcept {
    return [&]<int... I>(std::integer_sequence<int, I...>) {
        return static_cast<Register>(__builtin_shufflevector(first, second, 2 * I...));
    }(std::make_integer_sequence<int, Lanes>{});
}

// a where a > b, else b. The compilers' own vector syntax has this meaning, and so have Intel's
// instructions, which g++ 12 does not find behind it on AVX-512.
#if defined(__SSE2__)
inline __m128 larger(__m128 a, __m128 b) noexcept { return _mm_max_ps(a, b); }
inline __m128d larger(__m128d a, __m128d b) noexcept { return _mm_max_pd(a, b); }
#if defined(__AVX__)
inline __m256 larger(__m256 a, __m256 b) noexcept { return _mm256_max_ps(a, b); }
inline __m256d larger(__m256d a, __m256d b) noexcept { return _mm256_max_pd(a, b); }
#endif
#if defined(__AVX512F__)
// The intrinsics without a mask warn of an uninitialised value in g++ 12.
inline __m512 larger(__m512 a, __m512 b) noexcept { return _mm512_maskz_max_ps(0xffff, a, b); }
inline __m512d larger(__m512d a, __m512d b) noexcept { return _mm512_maskz_max_pd(0xff, a, b); }
#endif
#else
template <class Register> Register larger(Register a, Register b) noexcept { return a > b ? a : b; }
#endif

#if defined(__AVX512F__) && defined(__AVX512VL__)
// The bits of a where those of `mask` are set, else those of b. The compilers make three
// instructions and two masks of it.
template <class Register> Register choose_bits(Register mask, Register a, Register b) noexcept {
    constexpr int table = 0xca;
    if constexpr (sizeof(Register) == 64) {
        const auto in = [](Register x) { return std::bit_cast<__m512i>(x); };
        return std::bit_cast<Register>(_mm512_ternarylogic_epi64(in(mask), in(a), in(b), table));
    } else if constexpr (sizeof(Register) == 32) {
        const auto in = [](Register x) { return std::bit_cast<__m256i>(x); };
        return std::bit_cast<Register>(_mm256_ternarylogic_epi64(in(mask), in(a), in(b), table));
    } else {
        const auto in = [](Register x) { return std::bit_cast<__m128i>(x); };
        return std::bit_cast<Register>(_mm_ternarylogic_epi64(in(mask), in(a), in(b), table));
    }
}

// a · 2^n for whole n.
inline __m128 scale(__m128 a, __m128 n) noexcept { return _mm_scalef_ps(a, n); }
inline __m128d scale(__m128d a, __m128d n) noexcept { return _mm_scalef_pd(a, n); }
inline __m256 scale(__m256 a, __m256 n) noexcept { return _mm256_scalef_ps(a, n); }
inline __m256d scale(__m256d a, __m256d n) noexcept { return _mm256_scalef_pd(a, n); }
inline __m512 scale(__m512 a, __m512 n) noexcept { return _mm512_maskz_scalef_ps(0xffff, a, n); }
inline __m512d scale(__m512d a, __m512d n) noexcept { return _mm512_maskz_scalef_pd(0xff, a, n); }
#endif

}  // namespace ctnn::simd::detail

#endif  // CTNN_HAS_SIMD
