// Gradients in, better parameters out: stochastic gradient descent.
#pragma once

#include <ctnn/train/optimiser.hpp>

namespace ctnn {

// PyTorch: the arguments of torch.optim.SGD.
struct sgd_options {
    double learning_rate;
    double momentum = 0;
    double weight_decay = 0;
    bool nesterov = false;
};

// W(t+1) = W(t) - η v(t+1) with v(t+1) = μ v(t) + g and g = dL/dW + λ W(t); v is the first gradient
// at the first step. Nesterov: W(t+1) = W(t) - η (g + μ v(t+1)).
// PyTorch: torch.optim.SGD(lr=η, momentum=μ, weight_decay=λ, nesterov).
//
//     sgd<lenet5> optimiser{{.learning_rate = 0.05, .momentum = 0.9}};
//     optimiser.step(model);
//
// `options` may be changed between steps. Sources: Polyak, 1964; Sutskever et al., "On the
// importance of initialization and momentum in deep learning", 2013.
template <class Net, class T = float, simd::target Machine = simd::native> class sgd {
  public:
    sgd_options options;

    explicit constexpr sgd(const sgd_options& given) : options{given} {
        static_assert(stack_mistake<holder::optimiser, sgd>::told());
    }
    // One of any size, which is no local variable.
    constexpr sgd(off_stack_t, const sgd_options& given) : options{given} {}

    // One update of a trainable model's parameters from its gradients.
    template <class Model> constexpr void step(Model& model) noexcept {
        step(model.parameters(), model.gradients());
    }

    constexpr void step(parameters<Net, T>& values, const parameters<Net, T>& gradients) noexcept {
        // At the first step the velocity is zero, which makes it the gradient whatever the
        // momentum.
        const T decay = static_cast<T>(options.weight_decay);
        const T momentum = static_cast<T>(options.momentum);
        const T rate = static_cast<T>(options.learning_rate);
        const bool nesterov = options.nesterov;
        detail::for_each_trained<Net, T, Machine>([&](auto lanes, std::int64_t i) {
            using V = simd::vec<T, lanes>;
            const V value = V::load(values.data() + i), slope = V::load(gradients.data() + i);
            const V before = V::load(velocity_.data() + i);
            const V decayed = fma(V::broadcast(decay), value, slope);
            const V velocity = fma(V::broadcast(momentum), before, decayed);
            velocity.store(velocity_.data() + i);
            const V step = nesterov ? fma(V::broadcast(momentum), velocity, decayed) : velocity;
            fma(V::broadcast(-rate), step, value).store(values.data() + i);
        });
    }

    // v, in the order of the parameters. PyTorch: momentum_buffer.
    constexpr const parameters<Net, T>& velocity() const { return velocity_; }

  private:
    parameters<Net, T> velocity_{off_stack};
};

}  // namespace ctnn
