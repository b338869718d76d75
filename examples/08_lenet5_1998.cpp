// Trains the LeNet-5 of 1998 on Fashion-MNIST: four gzipped IDX files in, its accuracy and a weight
// file out. The class it tells is that of the nearest bitmap.
#include <ctnn/ctnn.hpp>
#include <ctnn/io/progress.hpp>
#include <ctnn/io/weights.hpp>
#include <ctnn/models/lenet5_1998.hpp>
#include <ctnn/train/thread_pool.hpp>

#include "data_sets.hpp"
#include "fashion_mnist.hpp"
#include "sampler.hpp"
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>

using namespace ctnn;
using namespace ctnn::examples;

namespace {

constexpr int batch_size = 64;
constexpr int side = 32, small_side = 28, frame = (side - small_side) / 2;

struct settings {
    std::filesystem::path data = "/usr/share/datasets/fashion-mnist";
    std::string output = "lenet5-1998.safetensors";
    int epochs = 10;
    double learning_rate = 0.002;
    double momentum = 0.9;
    std::uint32_t seed = 1;
    int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    int hold_out = 0;
    bool trained_centres = false;
};

// A picture of 28 x 28 in the middle of one of 32 x 32, of the colour of its background around it.
void put_into_frame(const float* small, float* large) {
    const float background = (0 - pixel_mean) / pixel_deviation;
    std::fill_n(large, side * side, background);
    for (int row = 0; row < small_side; ++row)
        std::copy_n(small + row * small_side, small_side, large + (row + frame) * side + frame);
}

template <class Net>
double accuracy(const parameters<Net>& weights, const io::labelled_images& pictures) {
    const auto net = std::make_unique<predictor<Net>>(weights);
    int right = 0;
    for (int index = 0; index < pictures.count(); ++index) {
        tensor<1, side, side> framed;
        put_into_frame(to_input(pictures.image(index)).data(), framed.data());
        const auto distances = (*net)(framed);
        const auto nearest = std::ranges::min_element(distances) - distances.begin();
        if (nearest == pictures.labels[static_cast<std::size_t>(index)]) ++right;
    }
    return 100.0 * right / pictures.count();
}

// What an epoch works on: far more than a stack holds.
struct batches {
    labelled_batch<batch_size> drawn;
    batch<batch_size, 1, side, side> framed;
};

template <class Net> io::result<> train(const settings& given, const data_sets& data) {
    const int count = data.training.count();
    const int batches_an_epoch = (count + batch_size - 1) / batch_size;
    const auto model = std::make_unique<trainable<Net, batch_size>>(given.seed);
    thread_pool pool{given.threads};
    model->use(pool);
    sampler pictures{data.training, given.seed};
    const auto work = std::make_unique<batches>();
    const rbf_loss criterion;
    sgd<Net> optimiser{{.learning_rate = given.learning_rate, .momentum = given.momentum}};
    const cosine_schedule rate{given.learning_rate, given.epochs * batches_an_epoch};

    int step = 0;
    for (int epoch = 1; epoch <= given.epochs; ++epoch) {
        const std::string title =
            "epoch " + std::to_string(epoch) + "/" + std::to_string(given.epochs);
        io::progress_line progress{title, count};
        pictures.start_epoch();
        double loss_sum = 0;
        for (int done = 0; done < count;) {
            const int drawn = pictures.draw(work->drawn);
            auto& X = work->framed;
            X.count = drawn;
            for (int sample = 0; sample < drawn; ++sample)
                put_into_frame(work->drawn.images[sample].data(), X[sample].data());
            const auto Y = std::span{work->drawn.labels}.first(static_cast<std::size_t>(drawn));

            const auto& outputs = model->forward(X);
            const float loss = criterion.forward(outputs, Y);
            const auto dloss = criterion.backward(outputs, Y);
            model->backward(X, dloss);
            optimiser.options.learning_rate = rate(step++);
            optimiser.step(*model);

            if (!std::isfinite(loss))
                return io::expected_but_found(
                    "training", "a loss that is a number",
                    std::to_string(loss) + "; a smaller --learning-rate may help");
            done += drawn;
            loss_sum += double{loss} * drawn;
            progress.update(done, loss_sum / done);
        }
        std::printf("%s accuracy %.2f %%\n", given.hold_out > 0 ? "held-out" : "test",
                    accuracy(model->parameters(), data.test));
    }
    return io::save_parameters(model->parameters(), given.output);
}

io::result<> run(const settings& given) {
    auto data = read_data_sets(given.data);
    if (!data) return data.error();
    if (given.hold_out > 0)
        if (auto done = hold_out(*data, given.hold_out); !done) return done;
    std::printf("the LeNet-5 of 1998: %lld parameters, %s; %d training and %d test pictures\n",
                static_cast<long long>(given.trained_centres
                                           ? lenet5_1998_with_trained_centres::parameter_count
                                           : lenet5_1998::parameter_count),
                given.trained_centres ? "trained centres" : "fixed bitmaps", data->training.count(),
                data->test.count());
    auto done = given.trained_centres ? train<lenet5_1998_with_trained_centres>(given, *data)
                                      : train<lenet5_1998>(given, *data);
    if (done) std::printf("wrote %s\n", given.output.c_str());
    return done;
}

}  // namespace

int main(int argc, char** argv) {
    settings given;
    CLI::App app{"Trains the LeNet-5 of 1998 on Fashion-MNIST."};
    app.option_defaults()->always_capture_default();
    app.add_option("data", given.data, "Folder of the four gzipped IDX files");
    app.add_option("--output", given.output, "The weight file to write");
    app.add_option("--epochs", given.epochs, "How often each picture is shown")
        ->check(CLI::Range(1, 100'000));
    app.add_option("--learning-rate", given.learning_rate, "At first; it falls along half a cosine")
        ->check(CLI::PositiveNumber);
    app.add_option("--momentum", given.momentum, "Of stochastic gradient descent")
        ->check(CLI::Range(0.0, 1.0));
    app.add_option("--seed", given.seed, "Of the first weights and the order of the pictures");
    app.add_option("--threads", given.threads, "Any number gives the same weights")
        ->check(CLI::Range(1, 1024));
    app.add_option("--hold-out", given.hold_out,
                   "Test on this many of the training pictures and train without them")
        ->check(CLI::NonNegativeNumber);
    app.add_flag("--trained-centres", given.trained_centres,
                 "Train the centres of the classes, too, instead of taking the bitmaps");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 1;
    }
    if (auto done = run(given); !done) {
        std::fprintf(stderr, "%s\n", done.error().message.c_str());
        return 1;
    }
}
