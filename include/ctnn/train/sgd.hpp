// Gradients in, better parameters out: stochastic gradient descent.
#pragma once

#include <ctnn/train/optimiser.hpp>

namespace ctnn {

// PyTorch: the arguments of torch.optim.SGD.
template <class T> struct sgd_options {
    T learning_rate;
    T momentum = T(0);
    T weight_decay = T(0);
};

// W(t+1) = W(t) - η v(t+1) with v(t+1) = μ v(t) + dL/dW + λ W(t); v is the first gradient at the
// first step. PyTorch: torch.optim.SGD(lr=η, momentum=μ, weight_decay=λ).
//
//     sgd<lenet5> optimiser{{.learning_rate = 0.05f, .momentum = 0.9f}};
//     optimiser.step(model);
//
// `options` may be changed between steps. Source of the momentum: Polyak, 1964.
template <class Net, class T = float, simd::target Machine = simd::native> class sgd {
  public:
    sgd_options<T> options;

    explicit constexpr sgd(const sgd_options<T>& given) : options{given} {}

    // One update of a trainable model's parameters from its gradients.
    template <class Model> constexpr void step(Model& model) noexcept {
        step(model.parameters(), model.gradients());
    }

    constexpr void step(parameters<Net, T>& values, const parameters<Net, T>& gradients) noexcept {
        // At the first step the velocity is zero, which makes it the gradient whatever the
        // momentum.
        const T decay = options.weight_decay, momentum = options.momentum,
                rate = options.learning_rate;
        detail::for_each_trained<Net, T, Machine>([&](auto lanes, std::int64_t i) {
            using V = simd::vec<T, lanes>;
            const V value = V::load(values.data() + i), slope = V::load(gradients.data() + i);
            const V before = V::load(velocity_.data() + i);
            const V velocity =
                fma(V::broadcast(momentum), before, fma(V::broadcast(decay), value, slope));
            velocity.store(velocity_.data() + i);
            fma(V::broadcast(-rate), velocity, value).store(values.data() + i);
        });
    }

    // v, in the order of the parameters. PyTorch: momentum_buffer.
    constexpr const parameters<Net, T>& velocity() const { return velocity_; }

  private:
    parameters<Net, T> velocity_;
};

}  // namespace ctnn
