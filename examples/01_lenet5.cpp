// LeNet-5 at work: real pictures in, what they show out; and what the network costs.
//
//     01_lenet5                                    the shipped weights on ten shipped pictures
//     01_lenet5 t10k-images.gz t10k-labels.gz      accuracy and confusion table of a data set
#include <ctnn/base/hana.hpp>
#include <ctnn/io/labelled_images.hpp>
#include <ctnn/io/weights.hpp>

#include "embedded.hpp"
#include "fashion_mnist.hpp"
#include "lenet5.hpp"
#include "terminal.hpp"
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

using namespace ctnn;
using namespace ctnn::examples;

namespace {

constexpr int classes = fashion_format.classes;

// All classes, the most probable first, and the probability of each.
struct guess {
    std::array<int, classes> ranking;
    tensor<classes> probability;
};

class recogniser {
  public:
    explicit recogniser(const parameters<lenet5>& weights) : net_{weights} {}

    guess operator()(std::span<const std::uint8_t> pixels) {
        guess result{{}, to_probabilities_(net_(to_input(pixels)))};
        std::iota(result.ranking.begin(), result.ranking.end(), 0);
        std::ranges::sort(result.ranking, {}, [&](int label) {
            return std::pair{-result.probability[static_cast<std::size_t>(label)], label};
        });
        return result;
    }

  private:
    predictor<lenet5> net_;
    // lenet5 ends with scores, because cross_entropy wants them so.
    predictor<network<input<classes>, softmax>> to_probabilities_{{}};
};

const char* name_of(int label) { return class_names[static_cast<std::size_t>(label)].data(); }

// A large number in groups of three digits.
std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    for (auto place = std::ssize(digits) - 3; place > 0; place -= 3) {
        digits.insert(static_cast<std::size_t>(place), 1, ',');
    }
    return digits;
}

// The shipped IDX files, behind their headers of 4 bytes and 4 for each axis.
io::labelled_images shipped_pictures() {
    const auto pixels = embedded::picture_images.subspan(4 + 3 * 4);
    const auto labels = embedded::picture_labels.subspan(4 + 1 * 4);
    return {fashion_format.height,
            fashion_format.width,
            {pixels.begin(), pixels.end()},
            {labels.begin(), labels.end()}};
}

// A picture, its true name, and the three most probable ones: lines of 28 columns.
std::vector<std::string> describe(std::span<const std::uint8_t> pixels, int label,
                                  const guess& guessed, drawing style) {
    const bool right = guessed.ranking[0] == label;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%-28s",
                  std::string{name_of(label)}.append(right ? ": right" : ": wrong").c_str());
    auto lines = draw(pixels, fashion_format.width, style);
    lines.push_back(judged(text.data(), right, style));
    for (const int candidate : std::span{guessed.ranking}.first(3)) {
        const double probability = guessed.probability[static_cast<std::size_t>(candidate)];
        std::snprintf(text.data(), text.size(), "%-10s %5.1f%% ", name_of(candidate),
                      100 * probability);
        lines.push_back(text.data() + bar(probability, 10, style));
    }
    return lines;
}

void show_pictures(recogniser& recognise, const io::labelled_images& pictures) {
    const auto style = best_drawing(stdout);
    std::vector<std::vector<std::string>> blocks;
    int right = 0;
    for (int index = 0; index < pictures.count(); ++index) {
        const int label = pictures.labels[static_cast<std::size_t>(index)];
        const auto guessed = recognise(pictures.image(index));
        right += guessed.ranking[0] == label ? 1 : 0;
        blocks.push_back(describe(pictures.image(index), label, guessed, style));
    }
    print_side_by_side(blocks, fashion_format.width, stdout);
    std::printf("%d of %d pictures recognised\n\n", right, pictures.count());
}

std::string spell_extents(const shape& extents) {
    std::string text;
    for (int axis = 0; axis < extents.rank; ++axis) {
        text += (axis == 0 ? "" : "x") + std::to_string(extents[axis]);
    }
    return text;
}

void show_network() {
    const auto row = [](const std::string& path, const std::string& layer, const std::string& shape,
                        const std::string& parameters, const std::string& macs,
                        const std::string& bytes) {
        std::printf("%-4s %-32s %9s %11s %9s %13s\n", path.c_str(), layer.c_str(), shape.c_str(),
                    parameters.c_str(), macs.c_str(), bytes.c_str());
    };
    const auto unless_zero = [](std::int64_t number) { return number ? grouped(number) : ""; };
    row("path", "layer", "output", "parameters", "MACs", "output bytes");
    hana::for_each(lenet5::layers, [&](auto layer) {
        row(std::string{layer.path}, std::string{layer.spelling}, spell_extents(layer.output_shape),
            unless_zero(layer.parameter_count), unless_zero(layer.mac_count),
            grouped(layer.output_bytes));
    });
    row("", "total", "", grouped(lenet5::parameter_count), grouped(lenet5::mac_count), "");
    std::printf("\nweights %s bytes (%s packed for the kernels), workspace %s bytes\n",
                grouped(sizeof(parameters<lenet5>)).c_str(),
                grouped(packed_weights<lenet5>::bytes()).c_str(),
                grouped(workspace<lenet5>::bytes()).c_str());
}

// How long one prediction takes, on one thread.
void show_time(const parameters<lenet5>& weights, const io::labelled_images& pictures) {
    constexpr std::size_t runs = 5'000;
    using clock = std::chrono::steady_clock;
    predictor<lenet5> net{weights};
    std::vector<tensor<1, 28, 28>> inputs;
    inputs.reserve(pictures.labels.size());
    for (int i = 0; i < pictures.count(); ++i) inputs.push_back(to_input(pictures.image(i)));

    // What is written to a volatile variable has to be computed.
    [[maybe_unused]] volatile float first_score = net(inputs[0])[0];  // a warm-up
    std::vector<double> times(runs);
    for (std::size_t run = 0; run < runs; ++run) {
        const auto begin = clock::now();
        first_score = net(inputs[run % inputs.size()])[0];
        times[run] = std::chrono::duration<double, std::micro>(clock::now() - begin).count();
    }
    std::ranges::sort(times);
    std::printf(
        "time per picture: median %.1f, 99th percentile %.1f, minimum %.1f microseconds "
        "(%s runs, one thread)\n",
        times[runs / 2], times[runs * 99 / 100], times[0], grouped(runs).c_str());
}

// Rows are true classes, columns what they were taken for.
void show_accuracy(recogniser& recognise, const io::labelled_images& pictures) {
    std::array<std::array<int, classes>, classes> counts{};
    for (int index = 0; index < pictures.count(); ++index) {
        const auto label = pictures.labels[static_cast<std::size_t>(index)];
        ++counts[label][static_cast<std::size_t>(recognise(pictures.image(index)).ranking[0])];
    }
    int right = 0;
    std::printf("%-15s", "taken for");
    for (int label = 0; label < classes; ++label) std::printf("%6d", label);
    std::puts("   recall");
    for (std::size_t label = 0; label < classes; ++label) {
        const int total = std::reduce(counts[label].begin(), counts[label].end());
        std::printf("%zu %-13s", label, name_of(static_cast<int>(label)));
        for (const int count : counts[label]) {
            std::printf("%6s", count == 0 ? "." : std::to_string(count).c_str());
        }
        if (total > 0) std::printf("  %5.1f %%", 100.0 * counts[label][label] / total);
        std::putchar('\n');
        right += counts[label][label];
    }
    std::printf("\naccuracy %.2f %% (%s of %s pictures)\n", 100.0 * right / pictures.count(),
                grouped(right).c_str(), grouped(pictures.count()).c_str());
}

struct settings {
    std::filesystem::path images, labels, weights;
};

io::result<> run(const settings& given) {
    parameters<lenet5> weights;
    auto loaded = given.weights.empty()
                      ? io::load_parameters_from_memory(
                            weights, std::as_bytes(embedded::lenet5_fashion), "embedded weights")
                      : io::load_parameters(weights, given.weights);
    if (!loaded) return loaded;
    recogniser recognise{weights};
    if (given.images.empty()) {
        const auto pictures = shipped_pictures();
        show_pictures(recognise, pictures);
        show_network();
        show_time(weights, pictures);
    } else {
        const auto pictures = io::read_labelled_images(given.images, given.labels, fashion_format);
        if (!pictures) return pictures.error();
        show_accuracy(recognise, *pictures);
    }
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    settings given;
    CLI::App app{
        "Classifies ten shipped pictures of Fashion-MNIST with LeNet-5 and shows what the network "
        "costs; or, given a data set, its accuracy and confusion table."};
    auto* images = app.add_option("images", given.images, "IDX file, gzipped or not");
    auto* labels = app.add_option("labels", given.labels, "IDX file of as many labels");
    images->needs(labels);
    app.add_option("--weights", given.weights, "Safetensors file to use for the shipped weights");
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
