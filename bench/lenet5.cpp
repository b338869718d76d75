// LeNet-5 as a whole: one picture forward, and training on batches of 64.
#include "lenet5.hpp"

#include <ctnn/ctnn.hpp>

#include "report.hpp"
#include <memory>

namespace {

using namespace ctnn;

using bench::lenet5;

void forward(benchmark::State& state) {
    const auto model = std::make_unique<parameters<lenet5>>();
    initialise(*model, 1);
    const auto net = std::make_unique<predictor<lenet5>>(*model);
    tensor<1, 28, 28> picture;
    for (std::size_t i = 0; i < picture.size(); ++i) picture[i] = static_cast<float>(i % 29) / 29;
    bench::report(state, static_cast<double>(lenet5::mac_count), [&] {
        auto scores = (*net)(picture);
        benchmark::DoNotOptimize(scores);
    });
}
BENCHMARK(forward)->Name("LeNet-5 forward, one picture");

void training(benchmark::State& state) {
    constexpr int size = 64;
    const auto model = std::make_unique<trainable<lenet5, size>>(off_stack, 1u);
    const auto pictures = std::make_unique<batch<size, 1, 28, 28>>();
    int labels[size];
    for (std::size_t i = 0; i < pictures->size(); ++i)
        pictures->data()[i] = static_cast<float>(i % 101) / 101;
    for (int i = 0; i < size; ++i) labels[i] = i % 10;
    cross_entropy criterion;
    sgd<lenet5> optimiser{{.learning_rate = 0.01f, .momentum = 0.9f, .weight_decay = 1e-4f}};
    // Forward, and twice as much on the way back.
    bench::report(state, 3.0 * size * static_cast<double>(lenet5::mac_count), [&] {
        const auto& outputs = model->forward(*pictures);
        const auto dloss = criterion.backward(outputs, labels);
        model->backward(*pictures, dloss);
        optimiser.step(*model);
        benchmark::ClobberMemory();
    });
    state.counters["samples/s"] = size / (state.counters["shortest_us"] * 1e-6);
}
BENCHMARK(training)->Name("LeNet-5 training step, batch of 64");

}  // namespace
