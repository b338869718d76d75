// The base of the losses that compare one number a class with the number of the true class: they
// differ in two functions.
#pragma once

#include <ctnn/model/mismatch.hpp>
#include <ctnn/train/batch.hpp>
#include <ctnn/train/outputs.hpp>
#include <ctnn/train/reduction.hpp>

#include <cassert>
#include <cstddef>
#include <span>
#include <type_traits>

namespace ctnn {

namespace found {

struct scores_of_the_loss;
struct labels_of_the_loss;
struct so_pass_the_number_of_the_true_class;

}  // namespace found

namespace detail {

template <shape S> struct scores_complaint {
    static constexpr sentence words{"the scores of the loss must be a flat vector, they are ", S,
                                    ": write flatten in front"};
    using facts =
        fact_list<found::scores_of_the_loss, named<found::of, S>, found::so_write_flatten_in_front>;
};
template <shape S> struct labels_complaint {
    static constexpr sentence words{
        "the labels of the loss: expected the number of the true class "
        "(an int, one for each sample), found a tensor of ",
        S};
    using facts = fact_list<found::labels_of_the_loss, named<found::of, S>,
                            found::so_pass_the_number_of_the_true_class>;
};

template <shape S> using scores_mistake = mistake_if<(S.rank > 1), scores_complaint<S>>;

}  // namespace detail

// The mean or the sum of a loss over the samples, and its gradient. `Loss` has two members:
//   sample_loss<T, Classes>(const T* scores, int label)
//   sample_gradient<T, Classes>(const T* scores, int label, T share, T* gradient)
//                                   share · dl/dscore, into a gradient of zeros
// Scores are flat vectors, one number a class. A label outside of [0, classes) is an error of the
// caller; it counts as a sample without loss or gradient.
template <class Loss> struct class_loss : detail::loss_of_one_output {
    using loss_of_one_output::backward, loss_of_one_output::forward;

    loss_options options;

    constexpr class_loss() = default;
    explicit constexpr class_loss(const loss_options& given) : options{given} {}

    template <class T, shape S>
    constexpr T forward(const basic_tensor<T, S>& scores, int label) const {
        static_assert(detail::scores_mistake<S>::told());
        return loss<T, classes<S>()>(scores.data(), label);
    }
    template <class T, shape S>
    constexpr basic_tensor<T, S> backward(const basic_tensor<T, S>& scores, int label) const {
        static_assert(detail::scores_mistake<S>::told());
        basic_tensor<T, S> gradient;
        gradient_of<T, classes<S>()>(scores.data(), label, T(1), gradient.data());
        return gradient;
    }

    // As many labels as samples, or more.
    template <class T, shape S, int Most>
    constexpr T forward(const basic_batch<T, S, Most>& scores, std::span<const int> labels) const {
        static_assert(detail::scores_mistake<S>::told());
        T sum = T(0);
        int sample = 0;
        for (const int label : in_use(labels, scores.count))
            sum += loss<T, classes<S>()>(scores[sample++].data(), label);
        return reduced(options.reduction, sum, scores.count);
    }
    template <class T, shape S, int Most>
    constexpr basic_batch<T, S, Most> backward(const basic_batch<T, S, Most>& scores,
                                               std::span<const int> labels) const {
        static_assert(detail::scores_mistake<S>::told());
        basic_batch<T, S, Most> gradient;
        gradient.count = scores.count;
        const T share = reduced(options.reduction, T(1), scores.count);
        int sample = 0;
        for (const int label : in_use(labels, scores.count)) {
            gradient_of<T, classes<S>()>(scores[sample].data(), label, share,
                                         gradient[sample].data());
            ++sample;
        }
        return gradient;
    }

    // One number for each class, as an elementwise loss reads them.
    template <has_form Scores, has_form Labels>
    constexpr auto forward(const Scores&, const Labels&) const {
        static_assert(mistake_of<detail::labels_complaint<Labels::extents>>::told());
        return std::remove_const_t<typename Scores::value_type>{};
    }
    template <has_form Scores, has_form Labels>
    constexpr Scores backward(const Scores&, const Labels&) const {
        static_assert(mistake_of<detail::labels_complaint<Labels::extents>>::told());
        return {};
    }

  private:
    template <shape S> static constexpr int classes() { return S[0]; }

    static constexpr std::span<const int> in_use(std::span<const int> labels, int samples) {
        assert(labels.size() >= static_cast<std::size_t>(samples));
        return labels.first(static_cast<std::size_t>(samples));
    }

    template <class T, int Classes> static constexpr T loss(const T* scores, int label) {
        if (label < 0 || label >= Classes) return T(0);
        return Loss::template sample_loss<T, Classes>(scores, label);
    }

    template <class T, int Classes>
    static constexpr void gradient_of(const T* scores, int label, T share, T* gradient) {
        if (label < 0 || label >= Classes) return;
        Loss::template sample_gradient<T, Classes>(scores, label, share, gradient);
    }
};

}  // namespace ctnn
