// Gradients in, better parameters out: gradients divided by their usual size.
#pragma once

#include <ctnn/train/optimiser.hpp>

namespace ctnn {

// PyTorch: the arguments of torch.optim.RMSprop.
struct rmsprop_options {
    double learning_rate = 1e-2;
    double alpha = 0.99;
    double epsilon = 1e-8;
    double momentum = 0;
    double weight_decay = 0;
    bool centered = false;
};

// W(t+1) = W(t) - η b with b = μ b + g / (√s + ε), where g = dL/dW + λ W(t) and s is the running
// average α s + (1 - α) g²; centred, s less the square of the gradient's own running average.
// PyTorch: torch.optim.RMSprop(lr=η, alpha=α, eps=ε, momentum=μ, weight_decay=λ, centered).
//
//     rmsprop<lenet5> optimiser{{.learning_rate = 1e-3, .momentum = 0.9}};
//     optimiser.step(model);
//
// `options` may be changed between steps. Sources: Hinton, lecture 6e of "Neural networks for
// machine learning", 2012; Graves, "Generating sequences with recurrent neural networks", 2013.
template <class Net, class T = float, simd::target Machine = simd::native> class rmsprop {
  public:
    rmsprop_options options;

    explicit constexpr rmsprop(const rmsprop_options& given) : options{given} {
        static_assert(stack_mistake<holder::optimiser, rmsprop>::told());
    }
    // One of any size, which is no local variable.
    constexpr rmsprop(off_stack_t, const rmsprop_options& given) : options{given} {}

    // One update of a trainable model's parameters from its gradients.
    template <class Model> constexpr void step(Model& model) noexcept {
        step(model.parameters(), model.gradients());
    }

    constexpr void step(parameters<Net, T>& values, const parameters<Net, T>& gradients) noexcept {
        const T rate = static_cast<T>(options.learning_rate);
        const T alpha = static_cast<T>(options.alpha), rest = static_cast<T>(1 - options.alpha);
        const T epsilon = static_cast<T>(options.epsilon);
        const T momentum = static_cast<T>(options.momentum);
        const T decay = static_cast<T>(options.weight_decay);
        const bool centered = options.centered;
        detail::for_each_trained<Net, T, Machine>([&](auto lanes, std::int64_t i) {
            using V = simd::vec<T, lanes>;
            const V value = V::load(values.data() + i);
            const V slope = fma(V::broadcast(decay), value, V::load(gradients.data() + i));
            const V part = V::broadcast(rest) * slope;
            const V mean_square =
                fma(V::broadcast(alpha), V::load(mean_square_.data() + i), part * slope);
            mean_square.store(mean_square_.data() + i);
            V variance = mean_square;
            if (centered) {
                const V mean = fma(V::broadcast(alpha), V::load(mean_.data() + i), part);
                mean.store(mean_.data() + i);
                // Not below zero by what was rounded.
                const V zero = V::broadcast(0);
                variance = max(zero, fma(zero - mean, mean, mean_square));
            }
            const V scaled = slope / (sqrt(variance) + V::broadcast(epsilon));
            const V velocity = fma(V::broadcast(momentum), V::load(velocity_.data() + i), scaled);
            velocity.store(velocity_.data() + i);
            fma(V::broadcast(-rate), velocity, value).store(values.data() + i);
        });
    }

    // s, the gradient's own average (zeros unless centred) and b, in the order of the parameters.
    // PyTorch: square_avg, grad_avg and momentum_buffer.
    constexpr const parameters<Net, T>& mean_square() const { return mean_square_; }
    constexpr const parameters<Net, T>& mean() const { return mean_; }
    constexpr const parameters<Net, T>& velocity() const { return velocity_; }

  private:
    parameters<Net, T> mean_square_{off_stack}, mean_{off_stack}, velocity_{off_stack};
};

}  // namespace ctnn
