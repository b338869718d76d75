// Trains MLPerf Tiny's ResNet-8 on Fashion-MNIST: four gzipped IDX files in, weights and learning
// curves out, on the terminal and as a picture.
#include <ctnn/models/mlperf_tiny.hpp>

#include "training_run.hpp"

using namespace ctnn;
using namespace ctnn::examples;

namespace {

// One channel of 28 x 28 in place of three of 32 x 32; the softmax is the loss's.
struct task : scoring_task {
    using net = models::resnet8_on<input<1, 28, 28>, linear<10>>;
};
static_assert(layer_of<task::net, 0>::output_shape == shape{16, 28, 28});

}  // namespace

int main(int argc, char** argv) {
    settings given{
        .output = "resnet8-fashion", .epochs = 12, .learning_rate = 0.1, .weight_decay = 0.0005};
    CLI::App app{"Trains ResNet-8 on Fashion-MNIST. Ctrl-C saves what is trained."};
    return run_program(app, given, argc, argv, [&] { return train<task>(given); });
}
