// Vectors of scores in, vectors of shares that add to 1 or their logarithms out, and the way back.
#pragma once

#include <ctnn/kernels/math.hpp>
#include <ctnn/kernels/rows.hpp>

namespace ctnn::kernels {

// Sums are made of sixteen partial sums (term i goes into i mod 16) that are added in halves: an
// order with parallel chains that is the same for every vector width.
inline constexpr int partial_sums = 16;

template <class T> constexpr T sum_of_partial(T (&partial)[partial_sums]) {
    for (int half = partial_sums / 2; half > 0; half /= 2)
        for (int i = 0; i < half; ++i) partial[i] += partial[i + half];
    return partial[0];
}

// Σ term(i) for i < Length.
template <class T, int Length, class Term> constexpr T sum_of(Term&& term) {
    T partial[partial_sums] = {};
    for (int i = 0; i < Length; ++i) partial[i % partial_sums] += term(i);
    return sum_of_partial(partial);
}

// The same sum, vector by vector: step(lanes, i, count, sums) returns the partial sums at the
// places of terms i, i + 1, ... with these terms added.
template <class T, simd::target Machine, int Length, class Step>
constexpr T sum_of_vectors(Step&& step) {
    T partial[partial_sums] = {};
    for_each_vector<T, Machine, Length>([&](auto lanes, int i, auto count) {
        static_assert(lanes <= partial_sums);
        T* const sums = partial + i % partial_sums;
        step(lanes, i, count, simd::vec<T, lanes>::template load_first<count>(sums))
            .template store_first<count>(sums);
    });
    return sum_of_partial(partial);
}

// The largest of `Length` consecutive numbers.
template <class T, int Length> constexpr T largest_of(const T* in) {
    T largest = in[0];
    for (int i = 1; i < Length; ++i) largest = in[i] > largest ? in[i] : largest;
    return largest;
}

// out[i] = e^(in[i] - m) / Σ e^(in[j] - m) with m = max in, over `Length` consecutive numbers.
template <class T, simd::target Machine, int Length>
constexpr void softmax(const T* in, T* out) noexcept {
    const T largest = largest_of<T, Length>(in);
    const T sum = sum_of_vectors<T, Machine, Length>([&](auto lanes, int i, auto count, auto sums) {
        using V = simd::vec<T, lanes>;
        const V power = exp(V::template load_first<count>(in + i) - V::broadcast(largest));
        power.template store_first<count>(out + i);
        return sums + power;
    });
    for_each_vector<T, Machine, Length>([&](auto lanes, int i, auto count) {
        using V = simd::vec<T, lanes>;
        (V::template load_first<count>(out + i) / V::broadcast(sum))
            .template store_first<count>(out + i);
    });
}

// dL/dx[i] = y[i] (dL/dy[i] - Σ dL/dy[j] y[j])
template <class T, simd::target Machine, int Length, bool Add>
constexpr void softmax_backward(const T* out, const T* out_gradient, T* in_gradient) noexcept {
    const T mean =
        sum_of_vectors<T, Machine, Length>([&](auto lanes, int i, auto count, auto sums) {
            using V = simd::vec<T, lanes>;
            return fma(V::template load_first<count>(out + i),
                       V::template load_first<count>(out_gradient + i), sums);
        });
    for_each_vector<T, Machine, Length>([&](auto lanes, int i, auto count) {
        using V = simd::vec<T, lanes>;
        const V difference = V::template load_first<count>(out_gradient + i) - V::broadcast(mean);
        const V y = V::template load_first<count>(out + i);
        V result = V::broadcast(T(0));
        if constexpr (Add) result = V::template load_first<count>(in_gradient + i);
        fma(y, difference, result).template store_first<count>(in_gradient + i);
    });
}

// out[i] = in[i] - m - ln Σ e^(in[j] - m) with m = max in.
template <class T, simd::target Machine, int Length>
constexpr void log_softmax(const T* in, T* out) noexcept {
    const T largest = largest_of<T, Length>(in);
    const T sum = sum_of_vectors<T, Machine, Length>([&](auto lanes, int i, auto count, auto sums) {
        using V = simd::vec<T, lanes>;
        return sums + exp(V::template load_first<count>(in + i) - V::broadcast(largest));
    });
    const T logarithm = log(sum);
    for_each_vector<T, Machine, Length>([&](auto lanes, int i, auto count) {
        using V = simd::vec<T, lanes>;
        ((V::template load_first<count>(in + i) - V::broadcast(largest)) - V::broadcast(logarithm))
            .template store_first<count>(out + i);
    });
}

// dL/dx[i] = dL/dy[i] - e^y[i] Σ dL/dy[j]
template <class T, simd::target Machine, int Length, bool Add>
constexpr void log_softmax_backward(const T* out, const T* out_gradient, T* in_gradient) noexcept {
    const T sum = sum_of_vectors<T, Machine, Length>([&](auto lanes, int i, auto count, auto sums) {
        return sums + simd::vec<T, lanes>::template load_first<count>(out_gradient + i);
    });
    for_each_vector<T, Machine, Length>([&](auto lanes, int i, auto count) {
        using V = simd::vec<T, lanes>;
        V result = V::template load_first<count>(out_gradient + i);
        if constexpr (Add) result = V::template load_first<count>(in_gradient + i) + result;
        fma(exp(V::template load_first<count>(out + i)), V::broadcast(-sum), result)
            .template store_first<count>(in_gradient + i);
    });
}

}  // namespace ctnn::kernels
