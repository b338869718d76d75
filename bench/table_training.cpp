// Training LeNet-5 on batches of 64: ctnn with one thread and two, and libtorch if it is there.
#include <ctnn/ctnn.hpp>
#include <ctnn/train/thread_pool.hpp>

#include "lenet5.hpp"
#include "table.hpp"
#include "turns.hpp"
#ifdef CTNN_BENCH_TORCH
#include "torch_lenet5.hpp"
#endif

namespace {

using namespace ctnn;
using bench::lenet5;

constexpr int size = 64;
constexpr sgd_options options{.learning_rate = 0.01, .momentum = 0.9, .weight_decay = 1e-4};
batch<size, 1, 28, 28> pictures;
int labels[size];

// A work for `turns`: one step.
struct training {
    trainable<lenet5, size> model{off_stack, 1u};
    cross_entropy criterion;
    sgd<lenet5> optimiser{options};

    void operator()() {
        const auto& outputs = model.forward(pictures);
        model.backward(pictures, criterion.backward(outputs, labels));
        optimiser.step(model);
    }
};
training one, two;

void row(const bench::table& table, const char* name, const bench::timing& it,
         const bench::timing& alone) {
    table.row(name, {it.median * 1e6, it.shortest * 1e6, size / it.median, size / it.shortest,
                     alone.shortest / it.shortest});
}

}  // namespace

int main() {
    for (std::size_t i = 0; i < pictures.size(); ++i)
        pictures.data()[i] = static_cast<float>(i * i % 101) / 101;
    for (int i = 0; i < size; ++i) labels[i] = i % 10;
    thread_pool pool{2};
    two.model.use(pool);
#ifdef CTNN_BENCH_TORCH
    bench::torch_lenet5 torch{std::as_const(one.model).parameters(),
                              pictures.values,
                              labels,
                              {options.learning_rate, options.momentum, options.weight_decay}};
    torch();
    const std::string peer = ", against " + bench::torch_lenet5::setting();
#else
    const std::string peer;
#endif
    one();
    two();
#ifdef CTNN_BENCH_TORCH
    static parameters<lenet5> gradients;
    torch.copy_gradients(gradients);
    bench::expect_agreement("gradients", one.model.gradients(), gradients);
#endif
    if (!(one.model.gradients() == two.model.gradients())) {
        std::fputs("Two threads give other bits than one.\n", stderr);
        return 1;
    }
    const bench::table table{"Training LeNet-5 on batches of 64",
                             "A step (forward, backward, SGD with momentum) in microseconds" + peer,
                             {"median", "shortest", "samples/s, median", "samples/s at best",
                              "times one thread's rate"}};
    const auto [alone, both] = bench::turns(one, two);
    row(table, "ctnn, one thread", alone, alone);
    row(table, "ctnn, two threads", both, alone);
#ifdef CTNN_BENCH_TORCH
    // In turns of their own: threads that sleep as long as libtorch works are woken on one core.
    const auto [beside, theirs] = bench::turns(one, torch);
    row(table, "ctnn, one thread", beside, beside);
    row(table, "libtorch, one thread", theirs, beside);
#endif
}
