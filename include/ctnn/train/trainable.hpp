// A network that learns: the lecture's forward and backward on one sample or a batch.
#pragma once

#include <ctnn/train/batch.hpp>
#include <ctnn/train/executor.hpp>
#include <ctnn/train/initialise.hpp>
#include <ctnn/train/share.hpp>

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
// All memory is part of the object (`sizeof` tells how much): place a large one statically or on
// the heap. Gradients are those of the last `backward` alone, as after PyTorch's zero_grad().
//
// A batch is cut into shares of up to eight samples; every share makes its own part of the gradient
// and the parts are added from the first to the last. So any number of threads gives the same bits.
template <class Net, int MaxBatch = 1, class T = float, simd::target Machine = simd::native>
class trainable {
    static_assert(MaxBatch >= 1, "a batch has at least one sample");
    static constexpr int share_size = MaxBatch < 8 ? MaxBatch : 8;
    static constexpr int share_count = (MaxBatch + share_size - 1) / share_size;
    using program = detail::share_program<Net, T, share_size, Machine>;

  public:
    using network_type = Net;
    using input_type = basic_tensor<T, Net::input_shape>;
    using output_type = basic_tensor<T, Net::output_shape>;
    using input_batch = batch_view<const T, Net::input_shape>;
    using output_batch = basic_batch<T, Net::output_shape, MaxBatch>;
    static constexpr int max_batch = MaxBatch;

    // Fresh parameters, those PyTorch draws for this seed.
    explicit trainable(std::uint32_t seed) { initialise(parameters_, seed); }
    explicit trainable(const ctnn::parameters<Net, T>& from) : parameters_{from} {}

    // From now on a thread_pool, or anything else that has its `run`, works on the shares of a
    // batch. It must outlive its use here. The results do not depend on it.
    template <class Runner> void use(Runner& runner) { executor_ = executor{runner}; }

    // Batch in, outputs out; remembers what `backward` needs. At most MaxBatch samples.
    const output_batch& forward(input_batch X) noexcept {
        assert(X.count >= 1 && X.count <= MaxBatch);
        pack();
        outputs_.count = X.count;
        for_each_share(X.count, [&](int share, int first, int count) {
            program::forward(shares_[share], X.data() + first * Net::input_shape.size(), count,
                             forward_weights_.values,
                             outputs_.data() + first * Net::output_shape.size());
        });
        return outputs_;
    }

    // dL/doutput in, gradients() out. X is what `forward` was called with.
    void backward(input_batch X, const output_batch& dloss) noexcept {
        run_backward<false>(X.count, dloss.data(), dloss.count, nullptr);
    }
    // The same, with dL/dX.
    void backward(input_batch X, const output_batch& dloss,
                  batch_view<T, Net::input_shape> input_gradient) noexcept {
        assert(input_gradient.count == X.count);
        run_backward<true>(X.count, dloss.data(), dloss.count, input_gradient.data());
    }

    output_type forward(const input_type& x) noexcept {
        forward(input_batch{x.data(), 1});
        output_type result;
        for (std::size_t i = 0; i < result.size(); ++i) result[i] = outputs_.values[i];
        return result;
    }
    void backward(const input_type&, const output_type& dloss) noexcept {
        run_backward<false>(1, dloss.data(), 1, nullptr);
    }
    void backward(const input_type&, const output_type& dloss,
                  input_type& input_gradient) noexcept {
        run_backward<true>(1, dloss.data(), 1, input_gradient.data());
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
        program::pack(parameters_.data(), forward_weights_.values, backward_weights_.values);
        packed_ = true;
    }

    // body(share, first sample, how many samples)
    template <class Body> void for_each_share(int samples, Body&& body) noexcept {
        executor_.run((samples + share_size - 1) / share_size, [&](int share) {
            const int first = share * share_size;
            body(share, first, samples - first < share_size ? samples - first : share_size);
        });
    }

    template <bool OfTheInput>
    void run_backward(int samples, const T* dloss, [[maybe_unused]] int dloss_samples,
                      T* input_gradient) noexcept {
        assert(samples == outputs_.count && samples == dloss_samples);
        for_each_share(samples, [&](int share, int first, int count) {
            program::template run_backward<OfTheInput>(
                shares_[share], dloss + first * Net::output_shape.size(), count,
                backward_weights_.values,
                OfTheInput ? input_gradient + first * Net::input_shape.size() : nullptr);
        });
        add_shares((samples + share_size - 1) / share_size);
        program::unpack_gradient(shares_[0].parameter_gradient.values, gradients_.data());
    }

    // Adds the shares' gradients into the first one's, piece by piece.
    void add_shares(int used) noexcept {
        constexpr int piece = 4096;
        constexpr int size = static_cast<int>(program::end.gradient);
        executor_.run((size + piece - 1) / piece, [&](int number) {
            const int begin = number * piece, end = begin + piece < size ? begin + piece : size;
            T* const sum = shares_[0].parameter_gradient.values;
            for (int share = 1; share < used; ++share)
                for (int i = begin; i < end; ++i)
                    sum[i] += shares_[share].parameter_gradient.values[i];
        });
    }

    ctnn::parameters<Net, T> parameters_, gradients_;
    output_batch outputs_;
    bool packed_ = false;
    executor executor_;
    detail::block<T, program::end.forward> forward_weights_;
    detail::block<T, program::end.backward> backward_weights_;
    typename program::memory shares_[share_count];
};

}  // namespace ctnn
