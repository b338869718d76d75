// A layer in, whether it stays within its tensors out: each lies in guarded memory of exactly its
// size.
#pragma once

#include "exactness.hpp"
#include "guarded_images.hpp"
#include "network_functions.hpp"
#include <cmath>
#include <string>

// Numbers from 1/2 to 3/2: variances, too, are drawn from them.
template <class T> std::vector<T> draw_positive(dice& draw, std::ptrdiff_t count) {
    std::vector<T> result(static_cast<std::size_t>(count));
    for (T& each : result) each = static_cast<T>(draw(8, 24)) / 16;
    return result;
}

template <class T> bool all_finite(const std::vector<T>& numbers) {
    for (const T each : numbers)
        if (!std::isfinite(each)) return false;
    return true;
}

// Layer N of a network, at work among guards. Every function returns the layer's results, one after
// the other.
template <class Net, int N, class T, ctnn::simd::target Machine> struct guarded_layer {
    using layer = ctnn::leaf_at<N, typename Net::leaves>;
    static constexpr const ctnn::node& node = Net::graph.nodes[N];
    static constexpr bool has_parameters = node.parameters.count > 0;
    static constexpr int samples = 2;

    using prediction = ctnn::detail::program<Net, T, Machine>;
    using training = ctnn::detail::share_program<Net, T, samples, Machine>;

    static std::vector<T> predict(const guard& by) {
        constexpr ctnn::forward_form form = prediction::template form<N>;
        dice draw{1};
        guarded_images<T> in{form.in[0], 1, by}, out{form.out, 1, by};
        guarded_memory<T> parameters{node.parameters.scalar_count(), by};
        guarded_memory<T> weights{packed_size<form>(), by};
        in.set(draw_positive<T>(draw, in.element_count()));
        parameters.set(draw_positive<T>(draw, parameters.size()));
        if constexpr (has_parameters)
            layer::template pack<T, Machine, form>(parameters.data(), weights.data());
        weights.remember();

        layer::template forward<T, Machine, form>(
            {.in = {in.first()}, .out = out.first(), .weights = weights.data(), .training = {}});
        CHECK(in.is_unchanged());
        CHECK(parameters.is_unchanged());
        CHECK(weights.is_unchanged());
        CHECK(out.is_unchanged_around());
        return out.get();
    }

    static std::vector<T> train(const guard& by) {
        constexpr ctnn::forward_form there = training::template form<N>;
        constexpr ctnn::backward_form back = training::template backward<N, true>;
        dice draw{2};
        guarded_images<T> x{there.in[0], samples, by}, y{there.out, samples, by},
            dy{back.out_gradient, samples, by}, dx{back.in_gradient[0], samples, by};
        guarded_memory<T> parameters{node.parameters.scalar_count(), by},
            dp{node.parameters.scalar_count(), by};
        guarded_memory<T> weights{packed_size<there>(), by}, weights_back{sizes<back>().packed, by},
            gradient{sizes<back>().gradient, by}, state{sizes<back>().state, by},
            partial{sizes<back>().partial, by};
        x.set(draw_positive<T>(draw, x.element_count()));
        dy.set(draw_positive<T>(draw, dy.element_count()));
        parameters.set(draw_positive<T>(draw, parameters.size()));
        if constexpr (has_parameters) {
            layer::template pack<T, Machine, there>(parameters.data(), weights.data());
            layer::template pack_backward<T, Machine, back>(parameters.data(), weights_back.data());
        }
        weights.remember();
        weights_back.remember();

        const ctnn::training_pass<T> now{
            .count = samples, .state = state.data(), .partial = partial.data()};
        const ctnn::forward_pass<T> forward{
            .in = {x.first()}, .out = y.first(), .weights = weights.data(), .training = now};
        const auto samples_of = [](int) { return samples; };
        if constexpr (node.needs_whole_batch) {
            layer::template gather<T, Machine, there>(forward);
            layer::template combine<T, there>(
                1, [&](int) { return partial.data(); }, samples_of, state.data(),
                parameters.data());
        }
        layer::template forward<T, Machine, there>(forward);
        CHECK(x.is_unchanged());
        CHECK(y.is_unchanged_around());
        const std::vector<T> outputs = y.get();
        y.set(outputs);

        const ctnn::backward_pass<T> backward{.in = {x.first()},
                                              .out = y.first(),
                                              .out_gradient = dy.first(),
                                              .in_gradient = {dx.first()},
                                              .weights = weights_back.data(),
                                              .forward_weights = weights.data(),
                                              .training = now,
                                              .gradient = gradient.data()};
        if constexpr (node.needs_whole_batch) {
            layer::template gather_backward<T, Machine, back>(backward);
            layer::template combine_backward<T, back>(
                1, [&](int) { return gradient.data(); }, samples_of, state.data());
        }
        layer::template backward<T, Machine, back>(backward);
        if constexpr (has_parameters)
            layer::template unpack_gradient<T, back>(gradient.data(), dp.data());
        CHECK(x.is_unchanged());
        CHECK(y.is_unchanged());
        CHECK(dy.is_unchanged());
        CHECK(weights.is_unchanged());
        CHECK(weights_back.is_unchanged());
        CHECK(dx.is_unchanged_around());
        for (const auto* each : {&parameters, &dp, &gradient, &state, &partial})
            CHECK(each->is_intact_around());

        std::vector<T> results = outputs;
        const auto append = [&](const std::vector<T>& more, std::ptrdiff_t count) {
            results.insert(results.end(), more.begin(), more.begin() + count);
        };
        append(dx.get(), dx.element_count());
        append(dp.numbers(), node.parameters.trained_count());  // they come before the buffers
        return results;
    }

  private:
    template <ctnn::forward_form Form> static constexpr std::int64_t packed_size() {
        if constexpr (has_parameters) {
            return layer::template packed_size<T, Machine, Form>();
        } else {
            return 0;
        }
    }
    struct training_sizes {
        std::int64_t packed = 0, gradient = 0, state = 0, partial = 0;
    };
    template <ctnn::backward_form Form> static constexpr training_sizes sizes() {
        training_sizes result;
        if constexpr (has_parameters) {
            result.packed = layer::template backward_packed_size<T, Machine, Form>();
            result.gradient = layer::template gradient_size<Form>();
        }
        if constexpr (node.needs_whole_batch) {
            result.state = layer::template state_size<Form.forward>();
            result.partial = layer::template partial_size<Form.forward>();
        }
        return result;
    }
};

// With either guard the layer must make the same of the same numbers.
template <class Net, int N, class T, ctnn::simd::target Machine> void check_guarded() {
    INFO("layer ", N, " of ", std::string{ctnn::spelling<Net>.view()}, " in ", sizeof(T),
         " bytes, ", Machine.vector_bits, " bits");
    using layer = guarded_layer<Net, N, T, Machine>;
    const auto prediction = layer::predict(guards[0]), training = layer::train(guards[0]);
    CHECK(all_finite(prediction));
    CHECK(all_finite(training));
    CHECK(same_bits(layer::predict(guards[1]), prediction));
    CHECK(same_bits(layer::train(guards[1]), training));
}

// A layer between convolutions, which want zeros around its tensors; where it makes no image, only
// behind one.
template <class Alone, class Input, class Layer> constexpr auto between_convolutions() {
    using namespace ctnn;
    using before = conv2d<Alone::input_shape[0], kernel<3>, padding<1>>;
    if constexpr (Alone::output_shape.rank == 3) {
        return network<Input, before, Layer, conv2d<1, kernel<2>, padding<1>>>{};
    } else {
        return network<Input, before, Layer>{};
    }
}

// One layer on several inputs, which take targets, from the widest, and types in turn: eight have
// them all.
template <class Layer, class... Inputs> void check_canaries() {
    ctnn::unroll<sizeof...(Inputs)>([](auto i) {
        using input = ctnn::leaf_at<i, ctnn::leaf_list<Inputs...>>;
        using T = std::conditional_t<i % 2 == 0, float, double>;
        constexpr ctnn::simd::target machine = all_targets[target_count - 1 - i / 2 % target_count];
        using alone = ctnn::network<input, Layer>;
        if constexpr (alone::input_shape.rank == 3 && (i % 4 == 1 || i % 4 == 2)) {
            using net = decltype(between_convolutions<alone, input, Layer>());
            check_guarded<net, 1, T, machine>();
        } else {
            check_guarded<alone, 0, T, machine>();
        }
    });
}

// Sizes that fill no vector.
template <class Layer> void check_on_images() {
    using ctnn::input;
    check_canaries<Layer, input<17, 3, 5>, input<6, 4, 4>, input<1, 5, 4>, input<10, 3, 3>,
                   input<33, 3, 4>, input<5, 4, 3>, input<3, 5, 5>, input<17, 4, 3>>();
}
template <class Layer> void check_on_sequences() {
    using ctnn::input;
    check_canaries<Layer, input<3, 7>, input<17, 6>, input<10, 5>, input<6, 8>, input<33, 5>,
                   input<1, 9>, input<17, 7>, input<5, 6>>();
}
template <class Layer> void check_on_vectors() {
    using ctnn::input;
    check_canaries<Layer, input<5>, input<33>, input<17>, input<1>, input<10>, input<6>, input<3>,
                   input<17>>();
}
