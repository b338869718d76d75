// The channels of a pixel in, each divided by a power of what lies beside it out, and the way back.
#pragma once

#include <ctnn/base/fraction.hpp>
#include <ctnn/kernels/math.hpp>
#include <ctnn/kernels/rows.hpp>

namespace ctnn::kernels {

// y[c] = x[c] s[c]^-beta with s[c] = k + alpha/size Σ x[i]² over the channels i from c - size/2 to
// c + (size - 1)/2 that there are.
struct local_response {
    int channels = 1, size = 1;
    fraction alpha, beta, k;

    // How many channels in front of c and behind it the sum takes; there are only so many.
    constexpr int before() const { return clipped(size / 2); }
    constexpr int after() const { return clipped((size - 1) / 2); }
    constexpr int clipped(int reach) const { return reach < channels ? reach : channels - 1; }
    template <class T> constexpr T share() const { return static_cast<T>(alpha.value() / size); }

    friend constexpr bool operator==(const local_response&, const local_response&) = default;
};

namespace detail {

// Numbers with zeros on both sides, so that the window of every channel is whole.
template <class T, int Before, int Length, int After> struct with_zeros {
    T values[Before + Length + After];

    constexpr with_zeros() {
        for (int i = 0; i < Before; ++i) values[i] = T(0);
        for (int i = 0; i < After; ++i) values[Before + Length + i] = T(0);
    }
    constexpr T* first() { return values + Before; }
};

template <class T, simd::target Machine, int Length>
constexpr void copy_numbers(const T* from, T* to) {
    for_each_vector<T, Machine, Length>([&](auto lanes, int i, auto count) {
        simd::vec<T, lanes>::template load_first<count>(from + i).template store_first<count>(to +
                                                                                              i);
    });
}

// s of the channels from `x` on; x has zeros around it.
template <class V, int Count, local_response P, class T> constexpr V scale_of(const T* x) {
    V sum = V::broadcast(T(0));
    for (int i = -P.before(); i <= P.after(); ++i) {
        const V each = V::template load_first<Count>(x + i);
        sum = fma(each, each, sum);
    }
    return fma(sum, V::broadcast(P.share<T>()), V::broadcast(static_cast<T>(P.k.value())));
}

template <local_response P, class V> constexpr V power_of_scale(V scale) {
    using T = typename V::scalar_type;
    return exp(V::broadcast(static_cast<T>(-P.beta.value())) * log(scale));
}

}  // namespace detail

// `in` and `out` may be the same.
template <class T, simd::target Machine, local_response P>
constexpr void local_response_norm(const T* in, T* out) noexcept {
    detail::with_zeros<T, P.before(), P.channels, P.after()> x;
    detail::copy_numbers<T, Machine, P.channels>(in, x.first());
    for_each_vector<T, Machine, P.channels>([&](auto lanes, int c, auto count) {
        using V = simd::vec<T, lanes>;
        const T* const here = x.first() + c;
        const V power = detail::power_of_scale<P>(detail::scale_of<V, count, P>(here));
        (V::template load_first<count>(here) * power).template store_first<count>(out + c);
    });
}

// dL/dx[i] = dL/dy[i] s[i]^-beta - 2 beta alpha/size x[i] Σ dL/dy[c] y[c] / s[c] over the channels
// c whose windows hold i.
template <class T, simd::target Machine, local_response P, bool Add>
constexpr void local_response_norm_backward(const T* in, const T* out_gradient,
                                            T* in_gradient) noexcept {
    detail::with_zeros<T, P.before(), P.channels, P.after()> x;
    detail::with_zeros<T, P.after(), P.channels, P.before()> shares;
    T powers[P.channels];
    detail::copy_numbers<T, Machine, P.channels>(in, x.first());
    for_each_vector<T, Machine, P.channels>([&](auto lanes, int c, auto count) {
        using V = simd::vec<T, lanes>;
        const V scale = detail::scale_of<V, count, P>(x.first() + c);
        const V power = detail::power_of_scale<P>(scale);
        const V y = V::template load_first<count>(x.first() + c) * power;
        power.template store_first<count>(powers + c);
        (V::template load_first<count>(out_gradient + c) * y / scale)
            .template store_first<count>(shares.first() + c);
    });
    for_each_vector<T, Machine, P.channels>([&](auto lanes, int i, auto count) {
        using V = simd::vec<T, lanes>;
        V sum = V::broadcast(T(0));
        for (int c = -P.after(); c <= P.before(); ++c)
            sum = sum + V::template load_first<count>(shares.first() + i + c);
        V result = V::broadcast(T(0));
        if constexpr (Add) result = V::template load_first<count>(in_gradient + i);
        result = fma(V::template load_first<count>(out_gradient + i),
                     V::template load_first<count>(powers + i), result);
        const T factor = static_cast<T>(-2 * P.beta.value()) * P.share<T>();
        fma(V::template load_first<count>(x.first() + i) * V::broadcast(factor), sum, result)
            .template store_first<count>(in_gradient + i);
    });
}

}  // namespace ctnn::kernels
