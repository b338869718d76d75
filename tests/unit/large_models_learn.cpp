// A large network at full size in (CTNN_NETWORK, one of ctnn::models), whether it learns from a
// batch of two pictures out. Not among the default tests, as to compile them all takes minutes.
#include <ctnn/ctnn.hpp>
#include <ctnn/models.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace ctnn;

int main(int argc, char** argv) {
    using net = models::CTNN_NETWORK;
    constexpr int samples = 2;
    constexpr std::array labels{3, 70};
    const float rate = argc > 1 ? std::strtof(argv[1], nullptr) : 0.1F;

    const auto model = std::make_unique<trainable<net, samples>>(off_stack, std::uint32_t{1});
    const auto x = std::make_unique<basic_batch<float, net::input_shape, samples>>();
    for (std::size_t i = 0; i < x->size(); ++i)
        x->data()[i] = std::sin(static_cast<float>(i) * 0.37F);
    const auto optimiser =
        std::make_unique<sgd<net>>(off_stack, sgd_options{.learning_rate = rate});
    const auxiliary_loss<cross_entropy> criterion{.weight = 0.3};

    const auto& outputs = model->forward(*x);
    const float before = criterion.forward(outputs, labels);
    model->backward(*x, criterion.backward(outputs, labels));
    optimiser->step(*model);
    const float after = criterion.forward(model->forward(*x), labels);
    std::printf("loss %.4f, after a step %.4f\n", static_cast<double>(before),
                static_cast<double>(after));
    return after < before ? EXIT_SUCCESS : EXIT_FAILURE;
}
