// Distances from the classes' centres and labels in, the loss of the 1998 LeNet-5 and its gradient
// out.
#pragma once

#include <ctnn/base/fraction.hpp>
#include <ctnn/kernels/softmax.hpp>
#include <ctnn/train/class_loss.hpp>

namespace ctnn {

// L = y[label] + ln(e^-J + Σ e^-y[i]), the mean or the sum over the samples: the distance from the
// true class is pulled in, the distances of the others pushed out as far as they are small beside
// J, which keeps trained centres from falling together.
// dL/dy[i] = (i is the label) - e^-y[i] / (e^-J + Σ e^-y[k]), for the mean divided by the samples.
// PyTorch: functional.cross_entropy of (-y, -J), a class more than there are labels.
//
//     rbf_loss criterion;                                   // J = 1/10
//     basic_rbf_loss<fraction{5, 1}> another;               // J = 5
//
// Outputs of `rbf`, or other distances: a tensor and its label, or a batch and a span of labels. A
// label outside of [0, classes) is an error of the caller; it counts as a sample without loss or
// gradient. Source: LeCun et al., 1998, equation 9, which leaves J open.
template <fraction J = fraction{1, 10}, simd::target Machine = simd::native>
struct basic_rbf_loss : class_loss<basic_rbf_loss<J, Machine>> {
    using basic_rbf_loss::class_loss::class_loss;

    template <class T, int Classes> static constexpr T sample_loss(const T* distances, int label) {
        const terms<T> all = terms_of<T, Classes>(distances);
        return distances[label] - all.least + kernels::log(all.sum);
    }

    template <class T, int Classes>
    static constexpr void sample_gradient(const T* distances, int label, T share, T* gradient) {
        const terms<T> all = terms_of<T, Classes>(distances);
        for (int i = 0; i < Classes; ++i) {
            const T part = power(all.least - distances[i]) / all.sum;
            gradient[i] = ((i == label ? T(1) : T(0)) - part) * share;
        }
    }

  private:
    template <class T> static constexpr T power(T x) {
        return kernels::exp(simd::vec<T, 1>{x}).value;
    }

    // Every term is measured from the smallest distance, J among them, so that none overflows and
    // the sum is at least 1.
    template <class T> struct terms {
        T least, sum;
    };
    template <class T, int Classes> static constexpr terms<T> terms_of(const T* distances) {
        const T j = static_cast<T>(J.value());
        T least = j;
        for (int i = 0; i < Classes; ++i) least = distances[i] < least ? distances[i] : least;
        const T sum = kernels::sum_of_vectors<T, Machine, Classes>(
            [&](auto lanes, int i, auto count, auto sums) {
                using V = simd::vec<T, lanes>;
                const V distance = V::template load_first<count>(distances + i);
                return sums + kernels::exp(V::broadcast(least) - distance);
            });
        return {least, sum + power(least - j)};
    }
};

using rbf_loss = basic_rbf_loss<>;

}  // namespace ctnn
