// Gradients in, better parameters out: steps of a size of their own for every parameter.
#pragma once

#include <ctnn/train/optimiser.hpp>

namespace ctnn {

// PyTorch: the arguments of torch.optim.Adam, `betas` by name.
struct adam_options {
    static constexpr bool decay_is_apart = false;

    double learning_rate = 1e-3;
    double beta1 = 0.9, beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0;
};

// Adam and its relatives; `Options` names the numbers, and where the weights' decay goes.
template <class Options, class Net, class T, simd::target Machine> class basic_adam {
  public:
    Options options;

    explicit constexpr basic_adam(const Options& given) : options{given} {
        static_assert(stack_mistake<holder::optimiser, basic_adam>::told());
    }
    // One of any size, which is no local variable.
    constexpr basic_adam(off_stack_t, const Options& given) : options{given} {}

    // One update of a trainable model's parameters from its gradients.
    template <class Model> constexpr void step(Model& model) noexcept {
        step(model.parameters(), model.gradients());
    }

    constexpr void step(parameters<Net, T>& values, const parameters<Net, T>& gradients) noexcept {
        // The averages begin at zero; what they would be if all gradients were 1 makes up for it.
        // PyTorch: 1 - β^t.
        mean_of_ones_ = simd::fused(options.beta1, mean_of_ones_, 1 - options.beta1);
        square_of_ones_ = simd::fused(options.beta2, square_of_ones_, 1 - options.beta2);
        const T rate = static_cast<T>(options.learning_rate / mean_of_ones_);
        const T scale = static_cast<T>(1 / simd::square_root(square_of_ones_));
        const T epsilon = static_cast<T>(options.epsilon);
        const T beta1 = static_cast<T>(options.beta1), rest1 = static_cast<T>(1 - options.beta1);
        const T beta2 = static_cast<T>(options.beta2), rest2 = static_cast<T>(1 - options.beta2);
        const T decay = static_cast<T>(options.weight_decay);
        const T kept =
            static_cast<T>(simd::fused(-options.learning_rate, options.weight_decay, 1.0));
        detail::for_each_trained<Net, T, Machine>([&](auto lanes, std::int64_t i) {
            using V = simd::vec<T, lanes>;
            V value = V::load(values.data() + i), slope = V::load(gradients.data() + i);
            if constexpr (Options::decay_is_apart) {
                value = V::broadcast(kept) * value;
            } else {
                slope = fma(V::broadcast(decay), value, slope);
            }
            const V mean =
                fma(V::broadcast(beta1), V::load(mean_.data() + i), V::broadcast(rest1) * slope);
            const V mean_square = fma(V::broadcast(beta2), V::load(mean_square_.data() + i),
                                      V::broadcast(rest2) * slope * slope);
            mean.store(mean_.data() + i);
            mean_square.store(mean_square_.data() + i);
            const V size = fma(V::broadcast(scale), sqrt(mean_square), V::broadcast(epsilon));
            fma(V::broadcast(-rate), mean / size, value).store(values.data() + i);
        });
    }

    // m and v, in the order of the parameters. PyTorch: exp_avg and exp_avg_sq.
    constexpr const parameters<Net, T>& mean() const { return mean_; }
    constexpr const parameters<Net, T>& mean_square() const { return mean_square_; }

  private:
    parameters<Net, T> mean_{off_stack}, mean_square_{off_stack};
    double mean_of_ones_ = 0, square_of_ones_ = 0;
};

// W(t+1) = W(t) - η m̂ / (√v̂ + ε), where m and v are running averages of g and g²,
// g = dL/dW + λ W(t), and m̂ = m / (1 - β₁^t), v̂ = v / (1 - β₂^t).
// PyTorch: torch.optim.Adam(lr=η, betas=(β₁, β₂), eps=ε, weight_decay=λ).
//
//     adam<lenet5> optimiser{{.learning_rate = 1e-3}};
//     optimiser.step(model);
//
// `options` may be changed between steps. Source: Kingma & Ba, "Adam: a method for stochastic
// optimization", 2015.
template <class Net, class T = float, simd::target Machine = simd::native>
using adam = basic_adam<adam_options, Net, T, Machine>;

}  // namespace ctnn
