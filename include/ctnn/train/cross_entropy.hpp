// Scores and labels in, the negative logarithm of the true labels' probabilities and its gradient
// out.
#pragma once

#include <ctnn/kernels/softmax.hpp>
#include <ctnn/train/class_loss.hpp>

namespace ctnn {

// L = -ln softmax(scores)[label], the mean or the sum over the samples.
// dL/dscores = softmax(scores) - one_hot(label), for the mean divided by the number of samples.
// PyTorch: nn.CrossEntropyLoss.
//
// Example:
//     const tensor<3> scores{{-2, 0, 5}};
//     cross_entropy criterion;  // for the sum: criterion{{.reduction = reduction::sum}}
//     const float loss = criterion.forward(scores, 2);
//     const tensor<3> dloss = criterion.backward(scores, 2);
//
// Scores are flat vectors, one number a class, before any softmax: a tensor and its label, or a
// batch and a span of labels. A label outside of [0, classes) is an error of the caller; it counts
// as a sample without loss or gradient.
template <simd::target Machine = simd::native>
struct basic_cross_entropy : class_loss<basic_cross_entropy<Machine>> {
    using basic_cross_entropy::class_loss::class_loss;

    // ln Σ e^(x - m) - (x[label] - m) with m = max x, which neither overflows nor loses the digits
    // of a good guess.
    template <class T, int Classes> static constexpr T sample_loss(const T* scores, int label) {
        const T largest = kernels::largest_of<T, Classes>(scores);
        const T sum = kernels::sum_of_vectors<T, Machine, Classes>(
            [&](auto lanes, int i, auto count, auto sums) {
                using V = simd::vec<T, lanes>;
                const V score = V::template load_first<count>(scores + i);
                return sums + kernels::exp(score - V::broadcast(largest));
            });
        // At least 1, unless a score is not a number or infinite; then neither is the loss.
        return sum >= 1 ? kernels::log(sum) - (scores[label] - largest) : sum;
    }

    template <class T, int Classes>
    static constexpr void sample_gradient(const T* scores, int label, T share, T* gradient) {
        kernels::softmax<T, Machine, Classes>(scores, gradient);
        for (int i = 0; i < Classes; ++i)
            gradient[i] = (gradient[i] - (i == label ? T(1) : T(0))) * share;
    }
};

using cross_entropy = basic_cross_entropy<>;

}  // namespace ctnn
