// What the programs that train share: a command line and a task in; a trained network's weights,
// its accuracies and its learning curves out.
#pragma once

#include <ctnn/ctnn.hpp>
#include <ctnn/io/plot.hpp>
#include <ctnn/io/progress.hpp>
#include <ctnn/io/weights.hpp>
#include <ctnn/train/thread_pool.hpp>

#include "data_sets.hpp"
#include "sampler.hpp"
#include "terminal.hpp"
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

namespace ctnn::examples {

inline constexpr int batch_size = 64;

// What the command line may change, and its defaults.
struct settings {
    std::filesystem::path data = "/usr/share/datasets/fashion-mnist";
    std::string output;
    int epochs = 10;
    double learning_rate;
    double momentum = 0.9;
    double weight_decay = 0;
    std::uint32_t seed = 1;
    int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    int hold_out = 0;
};

// The learning rate of each batch: it rises in a line from a tenth of the peak to the peak over the
// first fifth of the training, then falls to 0 along half a cosine.
struct rise_and_fall {
    double learning_rate;
    int batches;

    double operator()(int batch) const {
        const double peak = static_cast<float>(learning_rate);  // the shipped weights' last bit
        const int rise = batches / 5;
        if (batch < rise) return peak * (0.1 + 0.9 * batch / rise);
        return cosine_schedule{peak, batches - rise}(batch - rise);
    }
};

// A task says what a network learns. It has a type `net`, and what it does not say otherwise from
// here: pictures as they are in, a score for each class out.
struct scoring_task {
    using loss = cross_entropy;
    using schedule = rise_and_fall;

    static const tensor<1, 28, 28>& prepared(const tensor<1, 28, 28>& picture) { return picture; }
    template <class Scores> static auto told_class(const Scores& scores) {
        return std::ranges::max_element(scores) - scores.begin();
    }
    // Writes what there is to see of the weights.
    template <class Weights> static io::result<> draw(const std::string&, const Weights&) {
        return {};
    }
};

// The pictures whose true class is the one told, in percent.
template <class Task>
double accuracy(const parameters<typename Task::net>& weights, const io::labelled_images& test) {
    const auto net = std::make_unique<predictor<typename Task::net>>(off_stack, weights);
    int right = 0;
    for (int index = 0; index < test.count(); ++index) {
        const auto outputs = (*net)(Task::prepared(to_input(test.image(index))));
        if (Task::told_class(outputs) == test.labels[static_cast<std::size_t>(index)]) ++right;
    }
    return 100.0 * right / test.count();
}

inline volatile std::sig_atomic_t stop_requested = 0;

// The first Ctrl-C asks the training to stop after its batch, the second one kills the program.
inline void stop_on_interrupt() {
    struct sigaction action{};
    action.sa_handler = [](int) { stop_requested = 1; };
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
}

// A model, its optimiser and the pictures it learns from: megabytes, too much for a stack.
template <class Task> class training {
    using net = typename Task::net;

  public:
    // What is given must outlive the training.
    training(const settings& given, const io::labelled_images& pictures)
        : given_{given},
          count_{pictures.count()},
          schedule_{given.learning_rate, given.epochs * ((count_ + batch_size - 1) / batch_size)},
          pictures_{pictures, given.seed},
          pool_{given.threads},
          model_{off_stack, given.seed},
          optimiser_{off_stack, {given.learning_rate, given.momentum, given.weight_decay}} {
        model_.use(pool_);
    }

    // Shows every picture once, or fewer after Ctrl-C, but at least one batch.
    // An error: a loss that is no number.
    io::result<> run_epoch(int epoch) {
        io::progress_line progress{
            "epoch " + std::to_string(epoch) + "/" + std::to_string(given_.epochs), count_};
        double loss_sum = 0;
        int done = 0;
        pictures_.start_epoch();
        do {
            draw_batch();
            const float loss = learn_from_batch();
            if (!std::isfinite(loss)) {
                return io::expected_but_found(
                    "training", "a loss that is a number",
                    std::to_string(loss) + "; a smaller --learning-rate may help");
            }
            losses_.push_back(loss);
            done += images_.count;
            loss_sum += double{loss} * images_.count;
            progress.update(done, loss_sum / done);
        } while (done < count_ && !stop_requested);
        return {};
    }

    const parameters<net>& weights() const { return std::as_const(model_).parameters(); }
    const std::vector<double>& losses() const { return losses_; }  // of all batches so far

  private:
    void draw_batch() {
        images_.count = std::min(batch_size, pictures_.left());
        for (int sample = 0; sample < images_.count; ++sample) {
            const auto [pixels, label] = pictures_.draw();
            std::ranges::copy(Task::prepared(pixels), images_[sample].begin());
            labels_[sample] = label;
        }
    }

    float learn_from_batch() {
        const auto& X = images_;
        const auto Y = std::span{labels_}.first(static_cast<std::size_t>(X.count));
        const auto& outputs = model_.forward(X);
        const float loss = criterion_.forward(outputs, Y);
        const auto dloss = criterion_.backward(outputs, Y);
        model_.backward(X, dloss);

        optimiser_.options.learning_rate = schedule_(static_cast<int>(losses_.size()));
        optimiser_.step(model_);
        return loss;
    }

    const settings& given_;
    int count_;
    typename Task::schedule schedule_;
    sampler pictures_;
    basic_batch<float, net::input_shape, batch_size> images_;
    int labels_[batch_size];
    thread_pool pool_;
    trainable<net, batch_size> model_;
    typename Task::loss criterion_;
    sgd<net> optimiser_;
    std::vector<double> losses_;
};

template <class Task>
io::result<> save(const std::string& prefix, const training<Task>& done,
                  const std::vector<double>& accuracies) {
    if (auto saved = io::save_parameters(done.weights(), prefix + ".safetensors"); !saved)
        return saved;
    // A few hundred means of neighbours: the loss of a single batch is too noisy to look at.
    const std::size_t points = std::min<std::size_t>(done.losses().size(), 300);
    const io::curve curves[] = {{"loss", resampled(done.losses(), points)},
                                {"test accuracy %", accuracies}};
    if (auto drawn = io::write_curves_png(prefix + "-curve.png", curves); !drawn) return drawn;
    for (const auto& [name, values] : curves) print_chart(name, values, stdout);
    std::printf("wrote %s.safetensors and %s-curve.png\n", prefix.c_str(), prefix.c_str());
    return Task::draw(prefix, done.weights());
}

// Trains, tells the accuracy after every epoch, and saves the weights and the learning curves.
template <class Task> io::result<> train(const settings& given) {
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
    std::printf("%lld parameters; %d training and %d %s pictures; batches of %d; %d thread(s)\n",
                static_cast<long long>(Task::net::parameter_count), data->training.count(),
                data->test.count(), tested_on, batch_size, given.threads);

    const auto lessons = std::make_unique<training<Task>>(given, data->training);
    std::vector<double> accuracies;
    stop_on_interrupt();
    do {
        const int epoch = static_cast<int>(accuracies.size()) + 1;
        if (auto done = lessons->run_epoch(epoch); !done) return done;
        accuracies.push_back(accuracy<Task>(lessons->weights(), data->test));
        std::printf("%s accuracy %.2f %%\n", tested_on, accuracies.back());
    } while (std::ssize(accuracies) < given.epochs && !stop_requested);

    if (stop_requested) std::puts("interrupted: saving what is trained");
    return save(given.output, *lessons, accuracies);
}

// Reads the command line into `given`, then runs: what `main` returns.
template <class Run>
int run_program(CLI::App& app, settings& given, int argc, char** argv, const Run& run) {
    app.option_defaults()->always_capture_default();
    app.add_option("data", given.data, "Folder of the four gzipped IDX files");
    app.add_option("--output", given.output,
                   "Prefix of the files written: .safetensors, -curve.png");
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
    if (auto done = run(); !done) {
        std::fprintf(stderr, "%s\n", done.error().message.c_str());
        return 1;
    }
    return 0;
}

}  // namespace ctnn::examples
