// Trains LeNet-5 on Fashion-MNIST: four gzipped IDX files in, a weight file and two pictures out.
//
//     02_train_lenet5 --output my-lenet5 && 01_lenet5 --weights my-lenet5.safetensors
#include <ctnn/io/plot.hpp>
#include <ctnn/io/progress.hpp>
#include <ctnn/io/weights.hpp>
#include <ctnn/train/thread_pool.hpp>

#include "data_sets.hpp"
#include "fashion_mnist.hpp"
#include "lenet5.hpp"
#include "sampler.hpp"
#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

using namespace ctnn;
using namespace ctnn::examples;

namespace {

constexpr int batch_size = 64;
using model_type = trainable<lenet5, batch_size>;

struct settings {
    std::filesystem::path data = "/usr/share/datasets/fashion-mnist";
    std::string output = "lenet5-fashion";
    int epochs = 10;
    float learning_rate = 0.04f;
    float momentum = 0.9f;
    float weight_decay = 0.0005f;
    std::uint32_t seed = 1;
    int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    int hold_out = 0;
};

volatile std::sig_atomic_t stop_requested = 0;

// The first Ctrl-C asks the training to stop after its batch, the second one kills the program.
void stop_on_interrupt() {
    struct sigaction action{};
    action.sa_handler = [](int) { stop_requested = 1; };
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
}

// The pictures whose true class gets the highest score, in percent.
double accuracy(const parameters<lenet5>& weights, const io::labelled_images& pictures) {
    const auto net = std::make_unique<predictor<lenet5>>(weights);
    int right = 0;
    for (int index = 0; index < pictures.count(); ++index) {
        const auto scores = (*net)(to_input(pictures.image(index)));
        const auto best = std::ranges::max_element(scores) - scores.begin();
        if (best == pictures.labels[static_cast<std::size_t>(index)]) ++right;
    }
    return 100.0 * right / pictures.count();
}

// The learning rate of each batch: it rises in a line from a tenth of the peak to the peak over the
// first fifth of the training, then falls to 0 along half a cosine.
struct rise_and_fall {
    double peak;
    int batches;

    double operator()(int batch) const {
        const int rise = batches / 5;
        if (batch < rise) return peak * (0.1 + 0.9 * batch / rise);
        return cosine_schedule{peak, batches - rise}(batch - rise);
    }
};

// A model, its optimiser and the pictures it learns from.
class training {
  public:
    training(model_type& model, const io::labelled_images& pictures, const settings& given)
        : model_{model},
          given_{given},
          count_{pictures.count()},
          schedule_{given.learning_rate, given.epochs * ((count_ + batch_size - 1) / batch_size)},
          pictures_{pictures, given.seed},
          optimiser_{{given.learning_rate, given.momentum, given.weight_decay}} {}

    // Shows every picture once, or fewer after Ctrl-C, but at least one batch.
    // An error: a loss that is no number.
    io::result<> run_epoch(int epoch) {
        io::progress_line progress{
            "epoch " + std::to_string(epoch) + "/" + std::to_string(given_.epochs), count_};
        double loss_sum = 0;
        int done = 0;
        pictures_.start_epoch();
        do {
            done += pictures_.draw(batch_);
            const float loss = learn_from_batch();
            if (!std::isfinite(loss)) {
                return io::expected_but_found(
                    "training", "a loss that is a number",
                    std::to_string(loss) + "; a smaller --learning-rate may help");
            }
            losses_.push_back(loss);
            loss_sum += double{loss} * batch_.images.count;
            progress.update(done, loss_sum / done);
        } while (done < count_ && !stop_requested);
        return {};
    }

    const std::vector<double>& losses() const { return losses_; }  // of all batches so far

  private:
    float learn_from_batch() {
        const auto& X = batch_.images;
        const auto Y = std::span{batch_.labels}.first(static_cast<std::size_t>(X.count));
        const auto& outputs = model_.forward(X);
        const float loss = criterion_.forward(outputs, Y);
        const auto dloss = criterion_.backward(outputs, Y);
        model_.backward(X, dloss);

        const auto batch = static_cast<int>(losses_.size());
        optimiser_.options.learning_rate = static_cast<float>(schedule_(batch));
        optimiser_.step(model_);
        return loss;
    }

    model_type& model_;
    const settings& given_;
    int count_;
    rise_and_fall schedule_;
    sampler pictures_;
    labelled_batch<batch_size> batch_;
    cross_entropy criterion_;
    sgd<lenet5> optimiser_;
    std::vector<double> losses_;
};

// Means of neighbours, a few hundred: the loss of a single batch is too noisy to look at.
std::vector<double> smoothed(std::span<const double> values) {
    const std::size_t points = std::min<std::size_t>(values.size(), 300);
    std::vector<double> means;
    for (std::size_t point = 0; point < points; ++point) {
        const std::size_t begin = values.size() * point / points;
        const std::size_t end = values.size() * (point + 1) / points;
        const auto group = values.subspan(begin, end - begin);
        means.push_back(std::reduce(group.begin(), group.end()) /
                        static_cast<double>(group.size()));
    }
    return means;
}

io::result<> save(const std::string& prefix, const parameters<lenet5>& weights,
                  std::span<const double> losses, std::vector<double> accuracies) {
    if (auto done = io::save_parameters(weights, prefix + ".safetensors"); !done) return done;
    const io::curve curves[] = {{"loss", smoothed(losses)},
                                {"test accuracy %", std::move(accuracies)}};
    if (auto done = io::write_curves_png(prefix + "-curve.png", curves); !done) return done;
    const auto filters = get<"0.weight">(weights);
    const int zoom = 24;
    return io::write_filters_png(prefix + "-filters.png", {filters.begin(), filters.end()},
                                 decltype(filters)::extents, zoom);
}

io::result<> run(const settings& given) {
    const auto target = std::filesystem::absolute(given.output).parent_path();
    if (!std::filesystem::is_directory(target)) {
        return io::expected_but_found(target.string(), "a folder to write to", "no folder");
    }
    auto data = read_data_sets(given.data);
    if (!data) return data.error();
    if (given.hold_out > 0) {
        if (auto done = hold_out(*data, given.hold_out); !done) return done;
    }
    const auto* tested_on = given.hold_out > 0 ? "held-out" : "test";
    std::printf("%d training and %d %s pictures; batches of %d; %d thread(s)\n",
                data->training.count(), data->test.count(), tested_on, batch_size, given.threads);

    // Activations of a whole batch: megabytes, too much for a stack.
    const auto model = std::make_unique<model_type>(given.seed);
    thread_pool pool{given.threads};
    model->use(pool);
    const auto lessons = std::make_unique<training>(*model, data->training, given);
    std::vector<double> accuracies;
    stop_on_interrupt();
    do {
        const int epoch = static_cast<int>(accuracies.size()) + 1;
        if (auto done = lessons->run_epoch(epoch); !done) return done;
        accuracies.push_back(accuracy(model->parameters(), data->test));
        std::printf("%s accuracy %.2f %%\n", tested_on, accuracies.back());
    } while (std::ssize(accuracies) < given.epochs && !stop_requested);

    if (stop_requested) std::puts("interrupted: saving what is trained");
    if (auto done = save(given.output, model->parameters(), lessons->losses(), accuracies); !done) {
        return done;
    }
    const auto* prefix = given.output.c_str();
    std::printf("wrote %s.safetensors, %s-curve.png and %s-filters.png\n", prefix, prefix, prefix);
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    settings given;
    CLI::App app{
        "Trains LeNet-5 on Fashion-MNIST and saves the weights after the last epoch. Ctrl-C stops "
        "after the current batch and saves what is trained."};
    app.option_defaults()->always_capture_default();
    app.add_option("data", given.data, "Folder of the four gzipped IDX files");
    app.add_option("--output", given.output,
                   "Prefix of the files written: .safetensors, -curve.png, -filters.png");
    app.add_option("--epochs", given.epochs, "How often each picture is shown")
        ->check(CLI::Range(1, 100'000));
    app.add_option("--learning-rate", given.learning_rate, "Its highest value")
        ->check(CLI::PositiveNumber);
    app.add_option("--momentum", given.momentum, "Of stochastic gradient descent")
        ->check(CLI::Range(0.0, 1.0));
    app.add_option("--weight-decay", given.weight_decay, "Of all parameters")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--seed", given.seed, "Of the first weights and the order of the pictures");
    app.add_option("--threads", given.threads, "Any number gives the same weights")
        ->check(CLI::Range(1, 1024));
    app.add_option("--hold-out", given.hold_out,
                   "Test on this many of the training pictures and train without them: for the "
                   "choice of the other options")
        ->check(CLI::NonNegativeNumber);
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
