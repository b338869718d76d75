// dL/dx of a layer whose input others read, too: what they have left there stays, and the layer
// adds its own; without them it reads nothing of what was there.
#include "exactness.hpp"
#include "guarded_images.hpp"
#include "network_functions.hpp"
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

constexpr tensor_form form_of(const shape& extents, border edge) {
    if (extents.rank == 1) edge = {};
    if (extents.rank == 2) edge.top = edge.bottom = 0;
    const layout image = layout_of(extents, edge);
    return {image, static_cast<int>(image.storage()) + 3};
}

template <class Layer, shape In>
constexpr backward_form alone{.forward = {.in = {form_of(In, {1, 0, 2, 1})},
                                          .out = form_of(Layer::infer(In).output, {0, 1, 1, 0}),
                                          .samples = 2,
                                          .training = true},
                              .in_gradient = {form_of(In, {0, 1, 0, 1})},
                              .out_gradient = form_of(Layer::infer(In).output, {1, 1, 0, 0})};

template <class Layer, shape In>
constexpr backward_form with_others = [] {
    backward_form form = alone<Layer, In>;
    form.adds_to_in_gradient = form.adds_to_gradient = true;
    return form;
}();

// A layer at work on an image of its own and then on one that others have read.
template <class Layer, class T, simd::target Machine, shape In> void check_shared() {
    INFO(std::string{spelling<Layer>.view()}, " in ", sizeof(T), " bytes, ", Machine.vector_bits,
         " bits");
    constexpr backward_form own = alone<Layer, In>;
    constexpr int samples = own.forward.samples;
    constexpr bool has_parameters = Layer::parameters(In).count > 0;
    const guard by = guards[In[0] % 2];
    guarded_images<T> x{own.forward.in[0], samples, by}, y{own.forward.out, samples, by},
        dy{own.out_gradient, samples, by}, dx{own.in_gradient[0], samples, by};
    dice draw{static_cast<std::uint64_t>(In.size())};
    const auto numbers_for = [&](const guarded_images<T>& images) {
        return draw_numbers<T>(draw, static_cast<std::size_t>(images.element_count()));
    };
    x.set(numbers_for(x));
    dy.set(numbers_for(dy));
    std::vector<T> weights, gradient;
    if constexpr (has_parameters) {
        constexpr auto size = Layer::template packed_size<T, Machine, own.forward>();
        weights.resize(static_cast<std::size_t>(size));
        gradient.resize(static_cast<std::size_t>(Layer::template gradient_size<own>()), T(77));
        const auto p =
            draw_numbers<T>(draw, static_cast<std::size_t>(Layer::parameters(In).scalar_count()));
        Layer::template pack<T, Machine, own.forward>(p.data(), weights.data());
    }
    Layer::template forward<T, Machine, own.forward>(
        {.in = {x.first()}, .out = y.first(), .weights = weights.data(), .training = {}});
    CHECK(y.is_unchanged_around());

    const backward_pass<T> pass{.in = {x.first()},
                                .out = y.first(),
                                .out_gradient = dy.first(),
                                .in_gradient = {dx.first()},
                                .weights = weights.data(),
                                .forward_weights = weights.data(),
                                .training = {},
                                .gradient = gradient.data()};
    Layer::template backward<T, Machine, own>(pass);
    CHECK(dx.is_unchanged_around());
    const std::vector<T> share = dx.get(), own_gradient = gradient;

    const std::vector<T> left = numbers_for(dx);
    dx.set(left);
    Layer::template backward<T, Machine, with_others<Layer, In>>(pass);
    CHECK(dx.is_unchanged_around());
    const auto sum = [](const std::vector<T>& a, const std::vector<T>& b) {
        std::vector<double> result;
        for (std::size_t i = 0; i < a.size(); ++i)
            result.push_back(static_cast<double>(a[i]) + static_cast<double>(b[i]));
        return result;
    };
    constexpr double tolerance = sizeof(T) == 4 ? 1e-6 : 1e-15;
    check_close("dL/dx", dx.get(), sum(left, share), tolerance);
    check_close("dL/dparameters", gradient, sum(own_gradient, own_gradient), tolerance);
}

// Types and targets take turns.
template <class... Layers> struct layers {
    template <int... Extents> static void check_on(input<Extents...>) {
        unroll<sizeof...(Layers)>([](auto i) {
            using T = std::conditional_t<i % 2 == 0, float, double>;
            check_shared<leaf_at<i, leaf_list<Layers...>>, T, all_targets[i / 2 % target_count],
                         shape{Extents...}>();
        });
    }
};

TEST_CASE("layers on images add to what others have left") {
    layers<max_pool2d<kernel<2>>, max_pool2d<kernel<3>, stride<1>, padding<1>, dilation<2>>,
           avg_pool2d<kernel<2>>, avg_pool2d<kernel<3>, stride<2>, padding<1>, round_up>,
           adaptive_max_pool2d<2, 3>, adaptive_avg_pool2d<3>, global_max_pool2d, global_avg_pool2d,
           zero_pad2d<1, 0, 2, 1>, crop2d<1, 0, 0, 1>, upsample_nearest2d<2, 3>,
           local_response_norm<3, lrn_alpha<1, 2>>>::check_on(input<17, 4, 4>{});
}

TEST_CASE("layers on sequences add to what others have left") {
    layers<max_pool1d<kernel<3>, stride<2>, padding<1>, round_down>, avg_pool1d<kernel<2>>,
           adaptive_max_pool1d<3>, adaptive_avg_pool1d<4>, global_max_pool1d, global_avg_pool1d,
           prelu<>, prelu<per_channel>, softmax, log_softmax>::check_on(input<10, 6>{});
}

TEST_CASE("layers on vectors add to what others have left") {
    layers<relu, relu6, leaky_relu<>, elu<>, selu, sigmoid, hard_sigmoid, tanh_activation, silu,
           hard_swish, gelu, softplus, softsign, softmax, log_softmax, prelu<>, prelu<per_channel>,
           flatten>::check_on(input<33>{});
}

}  // namespace
