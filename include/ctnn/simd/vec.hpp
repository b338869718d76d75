// `Lanes` numbers side by side: xsimd's batches with one spelling for all its versions, and the
// scalar twin.
#pragma once

#include <ctnn/simd/fused.hpp>
#include <ctnn/simd/registers.hpp>
#include <ctnn/simd/square_root.hpp>
#include <ctnn/simd/target.hpp>

#include <bit>
#include <cstdint>
#include <type_traits>

#if CTNN_HAS_SIMD
#include <xsimd/xsimd.hpp>
#endif

namespace ctnn::simd {

// The integer type with the bits of T.
template <class T> using bits_of = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;

// The sign of T alone.
template <class T> inline constexpr bits_of<T> sign_bit = bits_of<T>{1} << (8 * sizeof(T) - 1);

// Makes the compiler read from memory what it has just stored there. A broadcast from memory is one
// instruction, out of a register that is still known two: with those the network 1-8-8-1 took 87
// cycles (g++ 12), with these 65.
constexpr void read_again() noexcept {
    if (!std::is_constant_evaluated()) asm volatile("" : : : "memory");
}

// Has a number brought into the second-level cache, before it is needed.
template <class T> constexpr void bring_closer(const T* from) noexcept {
    if (!std::is_constant_evaluated()) __builtin_prefetch(from, 0, 2);
}

// A vector of Lanes numbers. Every operation works lane by lane and is rounded as IEEE 754 says, so
// that the number of lanes never shows in a result.
template <class T, int Lanes> struct vec;

// One lane: plain numbers, for targets without vectors and for constant expressions.
template <class T> struct vec<T, 1> {
    using scalar_type = T;
    using mask = bool;
    T value;

    static constexpr vec load(const T* from) { return {*from}; }
    template <int Count> static constexpr vec load_first(const T* from) { return {*from}; }
    template <int Step, int Count> static constexpr vec load_every(const T* from) {
        return {*from};
    }
    static constexpr vec broadcast(T x) { return {x}; }
    constexpr vec held() const { return *this; }
    constexpr void store(T* to) const { *to = value; }
    template <int Count> constexpr void store_first(T* to) const { *to = value; }

    friend constexpr vec operator+(vec a, vec b) { return {a.value + b.value}; }
    friend constexpr vec operator-(vec a, vec b) { return {a.value - b.value}; }
    friend constexpr vec operator*(vec a, vec b) { return {a.value * b.value}; }
    friend constexpr vec operator/(vec a, vec b) { return {a.value / b.value}; }
    friend constexpr mask operator>(vec a, vec b) { return a.value > b.value; }
    friend constexpr mask operator==(vec a, vec b) { return a.value == b.value; }
    friend constexpr bool all_numbers(vec a) { return a.value == a.value; }  // none is NaN
    friend constexpr vec fma(vec a, vec b, vec c) { return {fused(a.value, b.value, c.value)}; }
    friend constexpr vec select(mask which, vec yes, vec no) { return which ? yes : no; }
    // a where a > b, else b; b therefore also where either is not a number.
    friend constexpr vec max(vec a, vec b) { return a.value > b.value ? a : b; }
    friend constexpr vec abs(vec a) { return {a.value < 0 ? -a.value : a.value}; }
    friend constexpr vec sqrt(vec a) { return {square_root(a.value)}; }
    // The bits as an unsigned integer, and a number from such bits: how exponents are taken out and
    // put in.
    using integers = bits_of<T>;
    constexpr integers bits() const { return std::bit_cast<integers>(value); }
    static constexpr vec from_bits(integers field) { return {std::bit_cast<T>(field)}; }
    friend constexpr vec with_sign_of(vec a, vec magnitude) {
        return from_bits((a.bits() & sign_bit<T>) | (magnitude.bits() & ~sign_bit<T>));
    }
};

#if CTNN_HAS_SIMD

namespace detail {

// xsimd 8 multiplies and adds with two roundings on AVX-512, and leaves it to the compiler to fuse
// them (g++ does, clang does not). These name the instruction; where there is none each lane is
// computed as the scalar twin does.
template <class Batch>
inline Batch fused_batch(const Batch& a, const Batch& b, const Batch& c) noexcept {
    using T = typename Batch::value_type;
    [[maybe_unused]] constexpr auto bytes = Batch::size * sizeof(T);
    [[maybe_unused]] constexpr bool single = std::is_same_v<T, float>;
#if defined(__AVX512F__)
    if constexpr (bytes == 64 && single) return _mm512_fmadd_ps(a, b, c);
    if constexpr (bytes == 64 && !single) return _mm512_fmadd_pd(a, b, c);
#endif
#if defined(__FMA__)
    if constexpr (bytes == 32 && single) return _mm256_fmadd_ps(a, b, c);
    if constexpr (bytes == 32 && !single) return _mm256_fmadd_pd(a, b, c);
    if constexpr (bytes == 16 && single) return _mm_fmadd_ps(a, b, c);
    if constexpr (bytes == 16 && !single) return _mm_fmadd_pd(a, b, c);
#elif defined(__aarch64__) || defined(__ARM_FEATURE_FMA)
    return xsimd::fma(a, b, c);
#else
    alignas(64) T x[Batch::size], y[Batch::size], z[Batch::size];
    a.store_aligned(x);
    b.store_aligned(y);
    c.store_aligned(z);
    for (std::size_t i = 0; i < Batch::size; ++i) z[i] = fused(x[i], y[i], z[i]);
    return Batch::load_aligned(z);
#endif
}

}  // namespace detail

template <class T, int Lanes>
    requires(Lanes > 1)
struct vec<T, Lanes> {
    using batch = xsimd::make_sized_batch_t<T, Lanes>;
    static_assert(!std::is_void_v<batch>, "this target has no vector of so many lanes");
    using scalar_type = T;
    using mask = typename batch::batch_bool_type;
    batch value;

    static vec load(const T* from) noexcept { return {batch::load_unaligned(from)}; }
    static vec broadcast(T x) noexcept { return {batch(x)}; }
    // The same, in a register: the compiler may not read it from memory once more for every use.
    vec held() const noexcept {
        typename batch::register_type x = value;
#if defined(__AVX512F__)
        asm("" : "+v"(x));
#elif defined(__SSE2__)
        asm("" : "+x"(x));
#endif
        return {batch(x)};
    }
    void store(T* to) const noexcept { value.store_unaligned(to); }

    // The first Count numbers, zeros in the other lanes; memory behind them is not touched.
    template <int Count> static vec load_first(const T* from) noexcept {
        static_assert(Count >= 0 && Count <= Lanes);
        if constexpr (Count == Lanes) {
            return load(from);
        } else if constexpr (Count == 0) {
            return broadcast(T(0));
        } else {
            return {batch(detail::load_part<Count, typename batch::register_type>(from))};
        }
    }
    // Count numbers, Step apart, zeros in the other lanes; nothing behind the last is touched.
    template <int Step, int Count> static vec load_every(const T* from) noexcept {
        if constexpr (Step == 1) {
            return load_first<Count>(from);
        } else if constexpr (Step == 2) {
            constexpr int span = 2 * Count - 1, low = span < Lanes ? span : Lanes;
            const typename batch::register_type first = load_first<low>(from).value,
                                                second = load_first<span - low>(from + low).value;
            return {batch(detail::even_lanes<T, Lanes>(first, second))};
        } else {
            alignas(64) T copy[Lanes] = {};
            for (int i = 0; i < Count; ++i) copy[i] = from[i * Step];
            return {batch::load_aligned(copy)};
        }
    }
    template <int Count> void store_first(T* to) const noexcept {
        static_assert(Count >= 0 && Count <= Lanes);
        if constexpr (Count == Lanes) {
            store(to);
        } else if constexpr (Count > 0) {
            detail::store_part<Count, typename batch::register_type>(value, to);
        }
    }

    friend vec operator+(vec a, vec b) noexcept { return {a.value + b.value}; }
    friend vec operator-(vec a, vec b) noexcept { return {a.value - b.value}; }
    friend vec operator*(vec a, vec b) noexcept { return {a.value * b.value}; }
    friend vec operator/(vec a, vec b) noexcept {
        // The compilers' own vectors divide exactly; xsimd 8 approximates floats on ARM.
        const typename batch::register_type x = a.value, y = b.value;
        return {batch(x / y)};
    }
    friend mask operator>(vec a, vec b) noexcept { return a.value > b.value; }
    friend mask operator==(vec a, vec b) noexcept { return a.value == b.value; }
    friend bool all_numbers(vec a) noexcept { return xsimd::all(a.value == a.value); }
    friend vec fma(vec a, vec b, vec c) noexcept {
        return {detail::fused_batch(a.value, b.value, c.value)};
    }
    friend vec select(mask which, vec yes, vec no) noexcept {
        return {xsimd::select(which, yes.value, no.value)};
    }
    friend vec max(vec a, vec b) noexcept {
        const typename batch::register_type x = a.value, y = b.value;
        return {batch(detail::larger(x, y))};
    }
    friend vec abs(vec a) noexcept { return {xsimd::abs(a.value)}; }
    friend vec sqrt(vec a) noexcept {
#if defined(__AVX512F__)
        // The intrinsic without a mask warns in g++ 12.
        constexpr auto all = (1u << Lanes) - 1;
        constexpr bool single = std::is_same_v<T, float>;
        if constexpr (Lanes == 16) return {batch(_mm512_maskz_sqrt_ps(all, a.value))};
        if constexpr (Lanes == 8 && !single) return {batch(_mm512_maskz_sqrt_pd(all, a.value))};
#endif
#if defined(__SSE2__)
        return {xsimd::sqrt(a.value)};
#else  // xsimd's root for NEON is an approximation.
        alignas(64) T x[Lanes];
        a.value.store_aligned(x);
        for (T& each : x) each = square_root(each);
        return {batch::load_aligned(x)};
#endif
    }
    // The compilers' own vectors again: the intrinsic behind xsimd's shift warns in g++ 12, too.
    typedef bits_of<T> integers __attribute__((vector_size(sizeof(T) * Lanes)));
    integers bits() const noexcept {
        return std::bit_cast<integers>(static_cast<typename batch::register_type>(value));
    }
    static vec from_bits(integers field) noexcept {
        return {batch(std::bit_cast<typename batch::register_type>(field))};
    }
#if defined(__AVX512F__) && defined(__AVX512VL__)
    friend vec with_sign_of(vec a, vec magnitude) noexcept {
        const typename batch::register_type x = a.value, y = magnitude.value;
        const typename batch::register_type sign = batch(T(-0.0));
        return {batch(detail::choose_bits(sign, x, y))};
    }
    // a · 2^n for whole n, rounded once. Other targets have no such function.
    friend vec scaled(vec a, vec n) noexcept {
        const typename batch::register_type x = a.value, by = n.value;
        return {batch(detail::scale(x, by))};
    }
#else
    friend vec with_sign_of(vec a, vec magnitude) noexcept {
        return from_bits((a.bits() & sign_bit<T>) | (magnitude.bits() & ~sign_bit<T>));
    }
#endif
};

#endif  // CTNN_HAS_SIMD

}  // namespace ctnn::simd
