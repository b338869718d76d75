// Trains the LeNet-5 of 1998 on Fashion-MNIST: four gzipped IDX files in, its accuracy, a weight
// file and learning curves out. The class it tells is that of the nearest bitmap.
#include <ctnn/models/lenet5_1998.hpp>

#include "training_run.hpp"

using namespace ctnn;
using namespace ctnn::examples;

namespace {

template <class Net> struct task : scoring_task {
    using net = Net;
    using loss = rbf_loss;
    using schedule = cosine_schedule;

    // In the middle of 32 x 32, of the colour of the background around it.
    static tensor<1, 32, 32> prepared(const tensor<1, 28, 28>& picture) {
        constexpr float background = (0 - pixel_mean) / pixel_deviation;
        tensor<1, 32, 32> framed;
        std::ranges::fill(framed, background);
        for (int row = 0; row < 28; ++row)
            std::copy_n(&picture(0, row, 0), 28, &framed(0, row + 2, 2));
        return framed;
    }
    template <class Distances> static auto told_class(const Distances& distances) {
        return std::ranges::min_element(distances) - distances.begin();
    }
};

}  // namespace

int main(int argc, char** argv) {
    settings given{.output = "lenet5-1998", .learning_rate = 0.002};
    bool trained_centres = false;
    CLI::App app{"Trains the LeNet-5 of 1998 on Fashion-MNIST."};
    app.add_flag("--trained-centres", trained_centres,
                 "Train the centres of the classes, too, instead of taking the bitmaps");
    return run_program(app, given, argc, argv, [&] {
        return trained_centres ? train<task<lenet5_1998_with_trained_centres>>(given)
                               : train<task<lenet5_1998>>(given);
    });
}
