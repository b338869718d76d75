// Scores and labels in, the negative logarithm of the true labels' probabilities and its gradient
// out.
#pragma once

#include <ctnn/kernels/softmax.hpp>
#include <ctnn/train/batch.hpp>

#include <span>

namespace ctnn {

// L = -log softmax(scores)[label], the mean over the samples. PyTorch: nn.CrossEntropyLoss.
//
//     float loss  = criterion.forward(scores, label);       dL/dscore = (softmax(scores) -
//     one_hot(label)) / samples auto  dloss = criterion.backward(scores, label);
//
// Scores are flat vectors, one number a class, before any softmax. A label outside of [0, classes)
// is an error of the caller; it counts as a sample without loss or gradient.
template <simd::target Machine = simd::native> struct basic_cross_entropy {
    template <class T, shape S>
    constexpr T forward(const basic_tensor<T, S>& scores, int label) const {
        return loss<T, classes(S)>(scores.data(), label);
    }
    template <class T, shape S>
    constexpr basic_tensor<T, S> backward(const basic_tensor<T, S>& scores, int label) const {
        basic_tensor<T, S> gradient;
        gradient_of<T, classes(S)>(scores.data(), label, T(1), gradient.data());
        return gradient;
    }

    template <class T, shape S, int Most>
    constexpr T forward(const basic_batch<T, S, Most>& scores, std::span<const int> labels) const {
        T sum = T(0);
        for (int sample = 0; sample < scores.count; ++sample)
            sum += loss<T, classes(S)>(scores[sample].data(),
                                       labels[static_cast<std::size_t>(sample)]);
        return sum / static_cast<T>(scores.count);
    }
    template <class T, shape S, int Most>
    constexpr basic_batch<T, S, Most> backward(const basic_batch<T, S, Most>& scores,
                                               std::span<const int> labels) const {
        basic_batch<T, S, Most> gradient;
        gradient.count = scores.count;
        const T share = T(1) / static_cast<T>(scores.count);
        for (int sample = 0; sample < scores.count; ++sample)
            gradient_of<T, classes(S)>(scores[sample].data(),
                                       labels[static_cast<std::size_t>(sample)], share,
                                       gradient[sample].data());
        return gradient;
    }

  private:
    static constexpr int classes(const shape& scores) { return scores[0]; }

    template <int Classes> static constexpr bool is_class(int label) {
        return label >= 0 && label < Classes;
    }

    // log Σ e^(x - m) - (x[label] - m), which neither overflows nor loses the digits of a good
    // guess.
    template <class T, int Classes> static constexpr T loss(const T* scores, int label) {
        if (!is_class<Classes>(label)) return T(0);
        T largest = scores[0];
        for (int i = 1; i < Classes; ++i) largest = scores[i] > largest ? scores[i] : largest;
        T powers[Classes] = {};
        kernels::for_each_vector<T, Machine, Classes>([&](auto lanes, int i, auto count) {
            using V = simd::vec<T, lanes>;
            kernels::exp(V::template load_first<count>(scores + i) - V::broadcast(largest))
                .template store_first<count>(powers + i);
        });
        const T sum = kernels::sum_of<T, Classes>([&](int i) { return powers[i]; });
        return kernels::log(sum) - (scores[label] - largest);
    }

    template <class T, int Classes>
    static constexpr void gradient_of(const T* scores, int label, T share, T* gradient) {
        if (!is_class<Classes>(label)) return;
        kernels::softmax<T, Machine, Classes>(scores, gradient);
        for (int i = 0; i < Classes; ++i)
            gradient[i] = (gradient[i] - (i == label ? T(1) : T(0))) * share;
    }
};

using cross_entropy = basic_cross_entropy<>;

}  // namespace ctnn
