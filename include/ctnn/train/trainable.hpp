// A network that learns: the lecture's forward and backward on one sample or a batch.
#pragma once

#include <ctnn/train/batch.hpp>
#include <ctnn/train/executor.hpp>
#include <ctnn/train/initialise.hpp>
#include <ctnn/train/outputs.hpp>
#include <ctnn/train/share.hpp>

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace ctnn {

// A network with its parameters, what a forward pass leaves for the way back, and the gradients.
// PyTorch: an nn.Module with the activations that autograd keeps.
//
//     trainable<mlp> model{seed};                            one sample at a time
//     auto  outputs = model.forward(X);
//     float loss    = criterion.forward(outputs, Y);
//     auto  dloss   = criterion.backward(outputs, Y);
//     model.backward(X, dloss);
//     optimiser.step(model);
//
//     static trainable<lenet5, 64> model{seed};              batches of up to 64 samples
//
// A network with auxiliary heads has several outputs: then outputs and dloss are tuples, of the
// network's and of theirs in the order of their declaration (PyTorch: a model that returns a
// tuple).
//
//     const auto& [main, aux1, aux2] = model.forward(X);
//
// All memory is part of the object (`sizeof` tells how much). One that is too large for the stack
// is placed statically or on the heap, and says so: std::make_unique<trainable<vgg16>>(off_stack,
// seed). Gradients are those of the last `backward` alone, as after PyTorch's zero_grad().
//
// A batch is cut into shares of up to eight samples; every share makes its own part of the gradient
// and the parts are added from the first to the last. So any number of threads gives the same bits.
template <class Net, int MaxBatch = 1, class T = float, simd::target Machine = simd::native>
class trainable {
    static_assert(MaxBatch >= 1, "a batch has at least one sample");
    static constexpr int most = MaxBatch < 1 ? 1 : MaxBatch;  // one error about it is enough
    static constexpr int share_size = most < 8 ? most : 8;
    static constexpr int share_count = (most + share_size - 1) / share_size;
    using teachable = detail::teachable<Net, T, share_size, Machine>;
    static_assert(Net::diagnosis::told());
    static_assert(teachable::diagnosis::told());
    using program = typename teachable::program;
    using share = typename program::share;

  public:
    using network_type = Net;
    using input_type = basic_tensor<T, Net::input_shape>;
    using output_type = typename detail::outputs<Net>::template tensors<T>;
    using input_batch = batch_view<const T, Net::input_shape>;
    using output_batch = typename detail::outputs<Net>::template batches<T, most>;
    static constexpr int max_batch = MaxBatch;

    // Fresh parameters, those PyTorch draws for this seed.
    explicit trainable(std::uint32_t seed) : trainable{off_stack, seed} {
        static_assert(stack_mistake<holder::trainable, trainable>::told());
    }
    explicit trainable(const ctnn::parameters<Net, T>& from, std::uint32_t seed = 0)
        : trainable{off_stack, from, seed} {
        static_assert(stack_mistake<holder::trainable, trainable>::told());
    }
    // One of any size, which is no local variable.
    trainable(off_stack_t, std::uint32_t seed) {
        initialise(parameters_, seed);
        common_.seed = std::uint64_t{seed} << 32;
    }
    trainable(off_stack_t, const ctnn::parameters<Net, T>& from, std::uint32_t seed = 0)
        : parameters_{from} {
        common_.seed = std::uint64_t{seed} << 32;
    }

    template <class Other, class U>
    explicit trainable(const ctnn::parameters<Other, U>&, std::uint32_t = 0) {
        static_assert(detail::parameters_mistake<Net, T, Other, U>::told());
    }

    // From now on a thread_pool, or anything else that has its `run`, works on the shares of a
    // batch. It must outlive its use here. The results do not depend on it.
    template <class Runner> void use(Runner& runner) { executor_ = executor{runner}; }

    // Batch in, outputs out; remembers what `backward` needs. At most MaxBatch samples.
    const output_batch& forward(input_batch X) noexcept {
        assert(X.count >= 1 && X.count <= max_batch);
        pack();
        common_.first_sample += static_cast<std::uint64_t>(samples_);
        samples_ = X.count;
        unroll<program::outputs>([&](auto i) { detail::output_at<i>(outputs_).count = samples_; });
        unroll<program::stages.count>([&](auto stage) {
            if constexpr (stage > 0) combine<program::stages.first[stage]>();
            for_each_share([&](const share& at) {
                program::template forward<stage>(at, X.data(), begins_of<T>(outputs_));
            });
        });
        return outputs_;
    }

    // dL/doutput in, gradients() out. X is what `forward` was called with.
    void backward(input_batch X, const output_batch& dloss) noexcept {
        run_backward<false>(X.count, dloss, nullptr);
    }
    // The same, with dL/dX.
    void backward(input_batch X, const output_batch& dloss,
                  batch_view<T, Net::input_shape> input_gradient) noexcept {
        assert(input_gradient.count == X.count);
        run_backward<true>(X.count, dloss, input_gradient.data());
    }

    output_type forward(const input_type& x) noexcept {
        forward(input_batch{x.data(), 1});
        output_type result;
        unroll<program::outputs>([&](auto i) {
            auto& own = detail::output_at<i>(result);
            std::copy_n(detail::output_at<i>(outputs_).data(), own.size(), own.data());
        });
        return result;
    }
    void backward(const input_type&, const output_type& dloss) noexcept {
        run_backward<false>(1, dloss, nullptr);
    }
    void backward(const input_type&, const output_type& dloss,
                  input_type& input_gradient) noexcept {
        run_backward<true>(1, dloss, input_gradient.data());
    }

    // What has not the shapes of this network.
    template <unlike<input_type, input_batch> Given>
    auto forward(const Given& X) noexcept
        -> std::conditional_t<requires { X.count; }, const output_batch&, output_type> {
        static_assert(mismatch<found::input_of_the_network, input_type, Given>::told());
        if constexpr (requires { X.count; }) {
            return outputs_;
        } else {
            return {};
        }
    }
    // The same, or a batch beside a single sample.
    template <class X, class Gradient, class... InputGradient>
        requires unlike<X, input_type, input_batch> ||
                 unlike<Gradient, output_type, output_batch> ||
                 (unlike<X, input_type> != is_batch<detail::output_type_at<0, Gradient>>)
    void backward(const X&, const Gradient&, InputGradient&&...) noexcept {
        using wanted = std::conditional_t<unlike<X, input_type>, output_batch, output_type>;
        static_assert(std::conditional_t<unlike<X, input_type, input_batch>,
                                         mismatch<found::input_of_the_network, input_type, X>,
                                         detail::gradient_mistake<wanted, Gradient>>::told());
    }

    const ctnn::parameters<Net, T>& parameters() const { return parameters_; }
    // To be changed: the next `forward` sees it.
    ctnn::parameters<Net, T>& parameters() {
        packed_ = false;
        return parameters_;
    }
    // dL/dW of the last `backward`, by the parameters' names.
    const ctnn::parameters<Net, T>& gradients() const { return gradients_; }

  private:
    void pack() noexcept {
        if (packed_) return;
        executor_.run(2, [&](int way) {
            if (way == 0) program::pack(parameters_.data(), common_.forward_weights.values);
            if (way == 1)
                program::pack_backward(parameters_.data(), common_.backward_weights.values);
        });
        packed_ = true;
    }

    int used_shares() const { return (samples_ + share_size - 1) / share_size; }
    int samples_of(int number) const {
        const int left = samples_ - number * share_size;
        return left < share_size ? left : share_size;
    }
    share share_at(int number) {
        return {shares_[number], common_, number * share_size, samples_of(number)};
    }

    template <class Number, class Outputs> static auto begins_of(Outputs& all) {
        typename program::template outside<Number> result;
        unroll<program::outputs>([&](auto i) { result.of[i] = detail::output_at<i>(all).data(); });
        return result;
    }

    template <class Body> void for_each_share(Body&& body) noexcept {
        executor_.run(used_shares(), [&](int number) { body(share_at(number)); });
    }

    // Puts the shares' parts together for layer N, which needs the whole batch.
    template <int N> void combine() noexcept {
        program::template leaf<N>::template combine<T, program::template form<N>>(
            used_shares(), [&](int number) { return share_at(number).template partial<N>(); },
            [&](int number) { return samples_of(number); },
            common_.state.values + program::template begin<N>().state,
            parameters_.data() + program::template begin<N>().parameters);
    }
    template <int N> void combine_backward() noexcept {
        program::template leaf<N>::template combine_backward<T,
                                                             program::template backward<N, false>>(
            used_shares(),
            [&](int number) { return share_at(number).template parameter_gradient<N>(); },
            [&](int number) { return samples_of(number); },
            common_.state.values + program::template begin<N>().state);
    }

    template <bool OfTheInput, class Outputs>
    void run_backward([[maybe_unused]] int samples, const Outputs& dloss,
                      T* input_gradient) noexcept {
        assert(samples == samples_);
        unroll<program::outputs>([&](auto i) {
            if constexpr (is_batch<detail::output_type_at<i, Outputs>>)
                assert(samples == detail::output_at<i>(dloss).count);
        });
        constexpr int stages = program::stages.count;
        unroll<stages>([&](auto reversed) {
            constexpr int stage = stages - 1 - reversed;
            for_each_share([&](const share& at) {
                program::template run_backward<stage, OfTheInput>(at, begins_of<const T>(dloss),
                                                                  input_gradient);
            });
            if constexpr (stage > 0) combine_backward<program::stages.first[stage]>();
        });
        add_shares(used_shares());
        program::unpack_gradient(shares_[0].parameter_gradient.values, gradients_.data());
    }

    // Adds the shares' gradients into the first one's, piece by piece.
    void add_shares(int used) noexcept {
        if constexpr (share_count == 1) return;  // g++ 12 would warn of the second
        constexpr int piece = 4096;
        constexpr int size = static_cast<int>(program::end.gradient);
        executor_.run((size + piece - 1) / piece, [&](int number) {
            const int begin = number * piece, end = begin + piece < size ? begin + piece : size;
            T* const sum = shares_[0].parameter_gradient.values;
            for (int other = 1; other < used; ++other)
                for (int i = begin; i < end; ++i)
                    sum[i] += shares_[other].parameter_gradient.values[i];
        });
    }

    ctnn::parameters<Net, T> parameters_{off_stack}, gradients_{off_stack};
    output_batch outputs_;
    int samples_ = 0;
    bool packed_ = false;
    executor executor_;
    typename program::common common_;
    typename program::memory shares_[share_count];
};

}  // namespace ctnn
