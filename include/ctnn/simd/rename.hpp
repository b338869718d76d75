// Gives the library, and the libraries it is made of, other names in code for each instruction set.
//
// A linker takes functions of one name for the same and keeps one of them. Were the inline
// functions and templates of two instruction sets named alike, a program might run AVX-512 code on
// a processor without it. So `ctnn` becomes `ctnn::avx512` (or avx2, or baseline), as do xsimd and
// Boost.Hana, before any of their headers is read; tests/dispatch checks that objects share
// nothing.
#pragma once

#if defined(CTNN_HAS_SIMD) || defined(XSIMD_HPP) || defined(BOOST_HANA_CONFIG_HPP)
#error "include <ctnn/variant.hpp> before any other header of ctnn, xsimd or Boost.Hana"
#endif

#if defined(__x86_64__) && defined(__AVX512F__) && defined(__AVX512VL__) && \
    defined(__AVX512DQ__) && defined(__AVX512BW__)
#define CTNN_OWN_SET avx512
#elif defined(__x86_64__) && defined(__AVX2__) && defined(__FMA__)
#define CTNN_OWN_SET avx2
#else
#define CTNN_OWN_SET baseline
#endif

namespace ctnn_variants {

// Do the flags allow what compilers use of their own accord and no level of x86-64 has?
#if defined(__AVX512VNNI__) || defined(__AVX512VBMI__) || defined(__AVX512BITALG__) || \
    defined(__AVX512IFMA__) || defined(__AVX512BF16__) || defined(__AVX512FP16__) ||   \
    defined(__AVX512VPOPCNTDQ__) || defined(__GFNI__) || defined(__AVXVNNI__) ||       \
    defined(__FMA4__) || defined(__XOP__)
constexpr bool exceeds_levels = true;
#else
constexpr bool exceeds_levels = false;
#endif

}  // namespace ctnn_variants

#define CTNN_JOIN_TOKENS(a, b) a##b
#define CTNN_JOIN(a, b) CTNN_JOIN_TOKENS(a, b)
#define ctnn ctnn::CTNN_OWN_SET
#define xsimd CTNN_JOIN(xsimd_, CTNN_OWN_SET)
#define hana CTNN_JOIN(hana_, CTNN_OWN_SET)
