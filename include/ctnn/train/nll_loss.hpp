// Log-probabilities and labels in, the true labels' and their gradient out.
#pragma once

#include <ctnn/train/class_loss.hpp>

namespace ctnn {

// L = -scores[label], the mean or the sum over the samples.
// dL/dscores = -one_hot(label), for the mean divided by the number of samples. PyTorch: nn.NLLLoss.
//
// Example:
//     const tensor<2> scores{{-0.25f, -1.5f}};
//     nll_loss criterion;  // for the sum: criterion{{.reduction = reduction::sum}}
//     const float loss = criterion.forward(scores, 0);
//     const tensor<2> dloss = criterion.backward(scores, 0);
//
// Scores are flat vectors, the logarithm of a probability for every class, as log_softmax makes
// them: a tensor and its label, or a batch and a span of labels. A label outside of [0, classes) is
// an error of the caller; it counts as a sample without loss or gradient.
struct nll_loss : class_loss<nll_loss> {
    using class_loss::class_loss;

    template <class T, int Classes> static constexpr T sample_loss(const T* scores, int label) {
        return -scores[label];
    }
    template <class T, int Classes>
    static constexpr void sample_gradient(const T*, int label, T share, T* gradient) {
        gradient[label] = -share;
    }
};

}  // namespace ctnn
