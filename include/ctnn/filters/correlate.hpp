// A signal or picture and a kernel in, their correlation or convolution out: the definition itself,
// for any numbers, also in constant expressions.
#pragma once

#include <ctnn/base/mistake.hpp>
#include <ctnn/base/tensor.hpp>
#include <ctnn/model/mismatch.hpp>
#include <ctnn/simd/fused.hpp>

#include <concepts>

namespace ctnn {

// Which positions of the kernel give an output. On an axis of N elements, with F of the kernel:
//   valid  those where it lies inside: N - F + 1
//   same   N, the middle of `full`: it starts at position (F - 1) / 2 of these, rounded down
//   full   all where it meets an element, zeros being outside: N + F - 1
enum class mode { valid, same, full };

namespace found {

struct correlation_of;
struct with_the_kernel;

}  // namespace found

namespace detail {

// The last two axes of a tensor; those of a signal are one row.
struct plane_form {
    int height = 1, width = 1;
};
constexpr plane_form plane_of(const shape& s) {
    return {s.rank > 1 ? s[s.rank - 2] : 1, s[s.rank - 1]};
}

// How many outputs an axis has, and the place of the first among those of mode::full.
struct output_range {
    int count, first;
};
constexpr output_range range_of(int extent, int kernel, mode how) {
    if (how == mode::valid) return {extent - kernel + 1, kernel - 1};
    if (how == mode::same) return {extent, (kernel - 1) / 2};
    return {extent + kernel - 1, 0};
}

constexpr bool ranks_fit(const shape& x, const shape& w) {
    if (x.rank == 3) return w.rank == 2 || (w.rank == 4 && w[1] == x[0]);
    return x.rank == w.rank && x.rank <= 2;
}
constexpr bool is_too_large(const shape& x, const shape& w, mode how) {
    const plane_form picture = plane_of(x), kernel = plane_of(w);
    return how == mode::valid && (kernel.height > picture.height || kernel.width > picture.width);
}

constexpr shape correlated(const shape& x, const shape& w, mode how) {
    if (!ranks_fit(x, w) || is_too_large(x, w, how)) return {1};
    const plane_form picture = plane_of(x), kernel = plane_of(w);
    const int height = range_of(picture.height, kernel.height, how).count;
    const int width = range_of(picture.width, kernel.width, how).count;
    if (x.rank == 1) return {width};
    if (x.rank == 2) return {height, width};
    return {w.rank == 4 ? w[0] : x[0], height, width};
}

template <shape X, shape W> struct correlation_complaint {
    static constexpr sentence words{
        "correlation of ", X, " with the kernel ", W,
        ranks_fit(X, W) ? ": the kernel is larger, which leaves no valid position"
                        : ": a signal takes a kernel of one extent, a picture one of two, one with "
                          "channels one of two or {filters, its channels, height, width}"};
    using facts = fact_list<found::correlation_of, named<found::of, X>, found::with_the_kernel,
                            named<found::of, W>>;
};

template <class T> constexpr T add_product(T a, T b, T sum) {
    if constexpr (std::floating_point<T>) {
        return simd::fused(a, b, sum);
    } else {
        return static_cast<T>(a * b + sum);
    }
}

// Adds the correlation of one plane with one kernel to `out`.
template <class T>
constexpr void add_correlation(const T* x, const plane_form& picture, const T* w,
                               const plane_form& kernel, bool turned, mode how, T* out) {
    const output_range rows = range_of(picture.height, kernel.height, how);
    const output_range columns = range_of(picture.width, kernel.width, how);
    for (int i = 0; i < rows.count; ++i)
        for (int j = 0; j < columns.count; ++j) {
            T& sum = out[i * columns.count + j];
            for (int m = 0; m < kernel.height; ++m) {
                const int row = i + rows.first - kernel.height + 1 + m;
                if (row < 0 || row >= picture.height) continue;
                for (int n = 0; n < kernel.width; ++n) {
                    const int column = j + columns.first - kernel.width + 1 + n;
                    if (column < 0 || column >= picture.width) continue;
                    const int tap = m * kernel.width + n;
                    const int last = kernel.height * kernel.width - 1;
                    sum = add_product(w[turned ? last - tap : tap], x[row * picture.width + column],
                                      sum);
                }
            }
        }
}

template <mode How, bool Turned, class T, shape X, shape W>
constexpr basic_tensor<T, correlated(X, W, How)> correlate(const basic_tensor<T, X>& x,
                                                           const basic_tensor<T, W>& w) {
    constexpr bool wrong = !ranks_fit(X, W) || is_too_large(X, W, How);
    static_assert(mistake_if<wrong, correlation_complaint<X, W>>::told());
    basic_tensor<T, correlated(X, W, How)> y;
    if constexpr (!wrong) {
        constexpr plane_form picture = plane_of(X), kernel = plane_of(W);
        constexpr int inputs = X.rank == 3 ? X[0] : 1;
        constexpr int outputs = X.rank < 3 ? 1 : y.extents[0];
        constexpr int each = W.rank == 4 ? inputs : 1;  // how many an output sums over
        constexpr int size = static_cast<int>(y.size()) / outputs;
        constexpr int taps = kernel.height * kernel.width;
        for (int o = 0; o < outputs; ++o)
            for (int c = 0; c < each; ++c)
                add_correlation(x.data() + (W.rank == 4 ? c : o) * picture.height * picture.width,
                                picture, w.data() + (W.rank == 4 ? (o * inputs + c) * taps : 0),
                                kernel, Turned, How, y.data() + o * size);
    }
    return y;
}

}  // namespace detail

// y[i] = Σ w[m] · x[i + m], in two dimensions y[i, j] = Σ w[m, n] · x[i + m, j + n], zeros outside
// x. PyTorch: functional.conv1d, functional.conv2d. SciPy: signal.correlate(x, w, mode).
//
//     correlate(tensor<5>{1, 2, 3, 4, 5}, tensor<3>{1, 0, -1})            valid: 3 numbers
//     correlate<mode::same>(picture, kernel)                              as large as the picture
//
// Shapes: {N} with {F}; {H, W} with {FH, FW}; {C, H, W} with {FH, FW}, every channel for itself, or
// with {filters, C, FH, FW}, a convolution layer without bias. Sizes per axis: `mode`. Errors:
// other shapes, and a kernel larger than x where the mode is valid. Even kernels with mode::same:
// as in SciPy's correlate and convolve (its correlate2d takes the output one later).
template <mode How = mode::valid, class T, shape X, shape W>
constexpr auto correlate(const basic_tensor<T, X>& x, const basic_tensor<T, W>& w) {
    return detail::correlate<How, false>(x, w);
}

// y[i] = Σ w[F - 1 - m] · x[i + m]: the same with the kernel turned round, in both of its axes.
// SciPy: signal.convolve(x, w, mode); NumPy: convolve. Shapes and errors as for `correlate`.
template <mode How = mode::valid, class T, shape X, shape W>
constexpr auto convolve(const basic_tensor<T, X>& x, const basic_tensor<T, W>& w) {
    return detail::correlate<How, true>(x, w);
}

// A kernel turned round: correlating with it is convolving with w. PyTorch: w.flip(-2, -1).
template <class T, shape W> constexpr basic_tensor<T, W> turned_round(const basic_tensor<T, W>& w) {
    constexpr detail::plane_form plane = detail::plane_of(W);
    constexpr int taps = plane.height * plane.width;
    basic_tensor<T, W> result;
    for (int i = 0; i < static_cast<int>(w.size()); ++i)
        result.values[i] = w.values[i / taps * taps + taps - 1 - i % taps];
    return result;
}

}  // namespace ctnn
