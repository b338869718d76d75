// The hot calls: no allocation, weights that threads share.
#include <ctnn/ctnn.hpp>
#include <ctnn/train/thread_pool.hpp>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <thread>

#include <doctest/doctest.h>

namespace {

std::atomic<long> allocations = 0;

}  // namespace

// Every way to memory on the heap that C++ code takes.
void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc{};
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    ++allocations;
    const auto grain = static_cast<std::size_t>(alignment);
    if (void* memory = std::aligned_alloc(grain, (size + grain - 1) / grain * grain)) return memory;
    throw std::bad_alloc{};
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace {

using namespace ctnn;

using net = network<input<1, 12, 12>, conv2d<6, kernel<5>, padding<2>>, batch_norm2d, relu,
                    max_pool2d<kernel<2>>, flatten, dropout<1, 2>, linear<10>>;

tensor<1, 12, 12> picture(int seed) {
    tensor<1, 12, 12> result;
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = static_cast<float>((static_cast<int>(i) * 37 + seed) % 101) / 101;
    return result;
}

template <class Work> long allocations_of(Work&& work) {
    const long before = allocations;
    work();
    return allocations - before;
}

TEST_CASE("the counter counts") {
    std::unique_ptr<int> kept;
    CHECK(allocations_of([&] { kept = std::make_unique<int>(1); }) == 1);
    std::unique_ptr<predictor<net>> aligned;
    CHECK(allocations_of([&] { aligned = std::make_unique<predictor<net>>(parameters<net>{}); }) ==
          1);
}

TEST_CASE("prediction allocates nothing") {
    parameters<net> weights;
    CHECK(allocations_of([&] { initialise(weights, 1); }) == 0);
    predictor<net> predict{weights};
    const auto image = picture(3);
    CHECK(allocations_of([&] { CHECK(predict(image)[0] == predict(image)[0]); }) == 0);
}

TEST_CASE("a step of training allocates nothing") {
    static trainable<net, 20> model{1};
    static batch<20, 1, 12, 12> X;
    X.count = 20;
    for (std::size_t i = 0; i < X.size(); ++i) X.data()[i] = static_cast<float>(i % 13);
    const int labels[20] = {1, 2, 3};
    cross_entropy criterion;
    sgd<net> optimiser{{.learning_rate = 0.01f}};
    thread_pool pool{3};
    model.use(pool);
    CHECK(allocations_of([&] {
              const auto& outputs = model.forward(X);
              const auto dloss = criterion.backward(outputs, labels);
              model.backward(X, dloss);
              optimiser.step(model);
          }) == 0);
}

TEST_CASE("threads share the weights and have a workspace each") {
    parameters<net> weights;
    initialise(weights, 2);
    const packed_weights<net> packed{weights};
    constexpr int threads = 4, rounds = 200;
    tensor<10> expected[threads];
    for (int t = 0; t < threads; ++t) {
        workspace<net> memory;
        expected[t] = predict(packed, memory, picture(t));
    }
    std::atomic<int> wrong = 0;
    {
        std::jthread workers[threads];
        for (int t = 0; t < threads; ++t)
            workers[t] = std::jthread{[&, t] {
                workspace<net> memory;
                for (int i = 0; i < rounds; ++i)
                    if (predict(packed, memory, picture(t)) != expected[t]) ++wrong;
            }};
    }
    CHECK(wrong == 0);
}

TEST_CASE("parameters can be copied as bytes and found by name") {
    parameters<net> weights, copy;
    initialise(weights, 4);
    std::memcpy(&copy, &weights, sizeof weights);
    CHECK(copy == weights);
    CHECK(get<"0.weight">(weights).data() == weights.data());
    CHECK(get<"0.bias">(weights).data() == weights.data() + 150);
    get<"1.running_var">(weights)[5] = 7;
    CHECK(weights.data()[150 + 6 + 6 + 6 + 6 + 5] == 7);
}

}  // namespace
