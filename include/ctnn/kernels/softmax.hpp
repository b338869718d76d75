// Vectors of scores in, vectors of shares that add to 1 out, and the way back.
#pragma once

#include <ctnn/kernels/math.hpp>
#include <ctnn/kernels/rows.hpp>

#include <cstddef>

namespace ctnn::kernels {

// Σ term(i) for i < Length, in sixteen partial sums (term i into i mod 16) that are added in
// halves: an order with parallel chains that is the same for every vector width.
template <class T, int Length, class Term> constexpr T sum_of(Term&& term) {
    constexpr int partial_sums = 16;
    T partial[partial_sums] = {};
    for (int i = 0; i < Length; ++i) partial[i % partial_sums] += term(i);
    for (int half = partial_sums / 2; half > 0; half /= 2)
        for (int i = 0; i < half; ++i) partial[i] += partial[i + half];
    return partial[0];
}

// out[i] = e^(in[i] - m) / Σ e^(in[j] - m) with m = max in, over `Length` consecutive numbers.
template <class T, simd::target Machine, int Length>
constexpr void softmax(const T* in, T* out) noexcept {
    T largest = in[0];
    for (int i = 1; i < Length; ++i) largest = in[i] > largest ? in[i] : largest;
    for_each_vector<T, Machine, Length>([&](auto lanes, int i, auto count) {
        using V = simd::vec<T, lanes>;
        exp(V::template load_first<count>(in + i) - V::broadcast(largest))
            .template store_first<count>(out + i);
    });
    const T sum = sum_of<T, Length>([&](int i) { return out[i]; });
    for_each_vector<T, Machine, Length>([&](auto lanes, int i, auto count) {
        using V = simd::vec<T, lanes>;
        (V::template load_first<count>(out + i) / V::broadcast(sum))
            .template store_first<count>(out + i);
    });
}

// dL/dx[i] = y[i] (dL/dy[i] - Σ dL/dy[j] y[j])
template <class T, simd::target Machine, int Length, bool Add>
constexpr void softmax_backward(const T* out, const T* out_gradient, T* in_gradient) noexcept {
    T products[16] = {};
    for (int i = 0; i < Length; ++i)
        products[i % 16] = simd::fused(out[i], out_gradient[i], products[i % 16]);
    const T mean = sum_of<T, 16>([&](int i) { return products[i]; });
    for_each_vector<T, Machine, Length>([&](auto lanes, int i, auto count) {
        using V = simd::vec<T, lanes>;
        const V difference = V::template load_first<count>(out_gradient + i) - V::broadcast(mean);
        const V y = V::template load_first<count>(out + i);
        V result = V::broadcast(T(0));
        if constexpr (Add) result = V::template load_first<count>(in_gradient + i);
        fma(y, difference, result).template store_first<count>(in_gradient + i);
    });
}

}  // namespace ctnn::kernels
