// Trains LeNet-5 on Fashion-MNIST: four gzipped IDX files in, a weight file and two pictures out.
//
//     02_train_lenet5 --output my-lenet5 && 01_lenet5 --weights my-lenet5.safetensors
#include "lenet5.hpp"
#include "training_run.hpp"

using namespace ctnn;
using namespace ctnn::examples;

namespace {

struct task : scoring_task {
    using net = lenet5;

    // The filters of the first convolution.
    static io::result<> draw(const std::string& prefix, const parameters<lenet5>& weights) {
        const auto filters = get<"0.weight">(weights);
        const auto path = prefix + "-filters.png";
        const int zoom = 24;
        auto drawn = io::write_filters_png(path, {filters.begin(), filters.end()},
                                           decltype(filters)::extents, zoom);
        if (drawn) std::printf("wrote %s\n", path.c_str());
        return drawn;
    }
};

}  // namespace

int main(int argc, char** argv) {
    settings given{.output = "lenet5-fashion", .learning_rate = 0.04, .weight_decay = 0.0005};
    CLI::App app{
        "Trains LeNet-5 on Fashion-MNIST and saves the weights after the last epoch, and what "
        "there is to see: -filters.png."};
    return run_program(app, given, argc, argv, [&] { return train<task>(given); });
}
