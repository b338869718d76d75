// The base of the losses that compare number with number: they differ in two functions.
#pragma once

#include <ctnn/kernels/softmax.hpp>
#include <ctnn/model/mismatch.hpp>
#include <ctnn/train/batch.hpp>
#include <ctnn/train/outputs.hpp>
#include <ctnn/train/reduction.hpp>

#include <cassert>
#include <cstdint>
#include <type_traits>

namespace ctnn {

namespace detail {

template <class Outputs>
using samples_like = batch_view<const typename Outputs::value_type, Outputs::extents>;

}  // namespace detail

// The mean or the sum of a loss over all elements of a tensor, or of all samples of a batch, and
// its gradient by the outputs. `Loss` has two members, written for vectors V:
//   add(V output, V target, V sum)  sum + l(output, target), fused
//   slope(V output, V target)       dl/doutput
// A batch and its targets have as many samples each.
template <class Loss, class Options, simd::target Machine>
struct elementwise_loss : detail::loss_of_one_output {
    using loss_of_one_output::backward, loss_of_one_output::forward;

    Options options;

    constexpr elementwise_loss() = default;
    explicit constexpr elementwise_loss(const Options& given) : options{given} {}

    template <class T, shape S>
    constexpr T forward(const basic_tensor<T, S>& outputs,
                        const basic_tensor<T, S>& targets) const {
        return loss<S.size()>(outputs.data(), targets.data(), S.size());
    }
    template <class T, shape S>
    constexpr basic_tensor<T, S> backward(const basic_tensor<T, S>& outputs,
                                          const basic_tensor<T, S>& targets) const {
        basic_tensor<T, S> gradient;
        gradient_of<S.size()>(outputs.data(), targets.data(), S.size(), gradient.data());
        return gradient;
    }

    template <class T, shape S, int Most>
    constexpr T forward(const basic_batch<T, S, Most>& outputs,
                        std::type_identity_t<batch_view<const T, S>> targets) const {
        assert(targets.count == outputs.count);
        return loss<Most * S.size()>(outputs.data(), targets.data(), outputs.count * S.size());
    }
    template <class T, shape S, int Most>
    constexpr basic_batch<T, S, Most> backward(
        const basic_batch<T, S, Most>& outputs,
        std::type_identity_t<batch_view<const T, S>> targets) const {
        assert(targets.count == outputs.count);
        basic_batch<T, S, Most> gradient;
        gradient.count = outputs.count;
        gradient_of<Most * S.size()>(outputs.data(), targets.data(), outputs.count * S.size(),
                                     gradient.data());
        return gradient;
    }

    // Targets that have not the shape of the outputs.
    template <has_form Outputs, unlike<Outputs, detail::samples_like<Outputs>> Targets>
    constexpr auto forward(const Outputs&, const Targets&) const {
        static_assert(mismatch<found::targets_of_the_loss, Outputs, Targets>::told());
        return std::remove_const_t<typename Outputs::value_type>{};
    }
    template <has_form Outputs, unlike<Outputs, detail::samples_like<Outputs>> Targets>
    constexpr Outputs backward(const Outputs&, const Targets&) const {
        static_assert(mismatch<found::targets_of_the_loss, Outputs, Targets>::told());
        return {};
    }

  private:
    constexpr const Loss& self() const { return static_cast<const Loss&>(*this); }

    template <std::int64_t Most, class T>
    constexpr T loss(const T* outputs, const T* targets, std::int64_t count) const {
        T sums[kernels::partial_sums] = {};
        kernels::for_each_vector<T, Machine, Most>(count, [&](auto lanes, std::int64_t i) {
            using V = simd::vec<T, lanes>;
            T* const sum = sums + i % kernels::partial_sums;
            self().add(V::load(outputs + i), V::load(targets + i), V::load(sum)).store(sum);
        });
        return reduced(options.reduction, kernels::sum_of_partial(sums), count);
    }

    template <std::int64_t Most, class T>
    constexpr void gradient_of(const T* outputs, const T* targets, std::int64_t count,
                               T* gradient) const {
        const T share = reduced(options.reduction, T(1), count);
        kernels::for_each_vector<T, Machine, Most>(count, [&](auto lanes, std::int64_t i) {
            using V = simd::vec<T, lanes>;
            (self().slope(V::load(outputs + i), V::load(targets + i)) * V::broadcast(share))
                .store(gradient + i);
        });
    }
};

}  // namespace ctnn
