// Published networks, and others of their blocks at a size that trains quickly, learn from a batch.
#include <ctnn/ctnn.hpp>
#include <ctnn/models.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

// The loss on a batch before and after a step against its gradient.
template <class Net> void check_learning(float learning_rate) {
    constexpr int samples = 4, steps = 1;
    using model = trainable<Net, samples>;
    const auto net = std::make_unique<model>(off_stack, std::uint32_t{1});
    const auto x = std::make_unique<basic_batch<float, Net::input_shape, samples>>();
    const auto targets = std::make_unique<basic_batch<float, Net::output_shape, samples>>();
    for (std::size_t i = 0; i < x->size(); ++i)
        x->data()[i] = std::sin(static_cast<float>(i) * 0.37F);
    for (std::size_t i = 0; i < targets->size(); ++i) targets->data()[i] = i % 3 == 0 ? 1.0F : 0.0F;
    const mse_loss criterion;
    sgd<Net> optimiser{{.learning_rate = learning_rate}};
    float before = std::numeric_limits<float>::infinity();
    for (int step = 0; step <= steps; ++step) {
        const auto& outputs = net->forward(*x);
        const float loss = criterion.forward(outputs, *targets);
        CHECK(std::isfinite(loss));
        CHECK(loss < before);
        before = loss;
        net->backward(*x, criterion.backward(outputs, *targets));
        optimiser.step(*net);
    }
}

// GoogLeNet and ResNet with the same blocks, fewer and smaller.
using small_googlenet =
    network<input<3, 16, 16>, models::detail::googlenet_conv<8, kernel<3>, padding<1>>,
            models::detail::googlenet_pool, local_response_norm<5>,
            models::detail::inception<4, 6, 8, 2, 4, 4>,
            models::detail::normalised_inception<4, 6, 8, 2, 4, 4>, global_avg_pool2d, flatten,
            dropout<2, 5>, linear<5>>;
using small_resnet =
    network<input<3, 12, 12>, models::detail::resnet_conv<8, 3, 2>, relu,
            repeat<2, models::detail::block<models::detail::basic_path<8, 1>>>,
            models::detail::basic_stage<12, 2>, models::detail::bottleneck_stage<4, 2>,
            global_avg_pool2d, flatten, linear<5>>;

TEST_CASE("MLPerf Tiny's networks learn") {
    check_learning<models::resnet8>(0.1F);
    check_learning<models::ds_cnn>(0.1F);
    check_learning<models::mobilenet_v1_025>(0.1F);
    check_learning<models::fc_autoencoder>(0.1F);
}

TEST_CASE("networks of inception blocks learn") { check_learning<small_googlenet>(0.02F); }

TEST_CASE("networks of residual blocks learn") { check_learning<small_resnet>(0.02F); }

}  // namespace
