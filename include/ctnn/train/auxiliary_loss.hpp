// The outputs of a network and of its auxiliary heads and one target for all of them in, the
// weighted sum of their losses and its gradients out.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/simd/fused.hpp>
#include <ctnn/train/outputs.hpp>

namespace ctnn {

// L = l(y) + w (l(aux1) + l(aux2) + ...) with the outputs y of the network and aux1, aux2 of its
// heads. dL/dy = l'(y), dL/daux1 = w l'(aux1). PyTorch: what a training loop writes by hand,
//
//     loss = criterion(y, target) + 0.3 * (criterion(aux1, target) + criterion(aux2, target))
//
// is here
//
//     auxiliary_loss<cross_entropy> criterion{.weight = 0.3};
//     const auto& outputs = model.forward(X);               // a tuple
//     const float loss = criterion.forward(outputs, labels);
//     model.backward(X, criterion.backward(outputs, labels));
//
// Outputs are a tuple of tensors or of batches; targets are those of `Loss`. Of a network without
// heads it is the loss alone. Source: Szegedy et al., "Going deeper with convolutions", 2014, with
// w = 0.3.
template <class Loss> struct auxiliary_loss {
    double weight;
    Loss loss{};

    template <class Outputs, class Targets>
    constexpr auto forward(const Outputs& outputs, const Targets& targets) const {
        auto sum = loss.forward(detail::output_at<0>(outputs), targets);
        for_each_head<Outputs>([&](auto i) {
            const auto term = loss.forward(detail::output_at<i>(outputs), targets);
            sum = simd::fused(static_cast<decltype(sum)>(weight), term, sum);
        });
        return sum;
    }
    template <class Outputs, class Targets>
    constexpr Outputs backward(const Outputs& outputs, const Targets& targets) const {
        Outputs gradient;
        detail::output_at<0>(gradient) = loss.backward(detail::output_at<0>(outputs), targets);
        for_each_head<Outputs>([&](auto i) {
            auto& own = detail::output_at<i>(gradient);
            own = loss.backward(detail::output_at<i>(outputs), targets);
            for (auto& each : own.values) each *= static_cast<decltype(+each)>(weight);
        });
        return gradient;
    }

  private:
    template <class Outputs, class Body> static constexpr void for_each_head(Body&& body) {
        constexpr int outputs = detail::tuple_size<Outputs>;
        unroll<(outputs > 0 ? outputs - 1 : 0)>(
            [&](auto i) { body(std::integral_constant<int, i + 1>{}); });
    }
};

}  // namespace ctnn
