// The folder of Fashion-MNIST's four files in, pictures to train on and pictures to test on out.
#pragma once

#include <ctnn/io/labelled_images.hpp>
#include <ctnn/io/result.hpp>

#include "fashion_mnist.hpp"
#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>

namespace ctnn::examples {

struct data_sets {
    io::labelled_images training, test;
};

// Reads the files under the names that their publishers gave them.
inline io::result<data_sets> read_data_sets(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder)) {
        return io::expected_but_found(folder.string(),
                                      "the folder of Fashion-MNIST's four files, which Debian's "
                                      "package dataset-fashion-mnist installs",
                                      "no folder");
    }
    const auto read = [&](const std::string& name) {
        return io::read_labelled_images(folder / (name + "-images-idx3-ubyte.gz"),
                                        folder / (name + "-labels-idx1-ubyte.gz"), fashion_format);
    };
    auto training = read("train");
    if (!training) return training.error();
    auto test = read("t10k");
    if (!test) return test.error();
    return data_sets{*std::move(training), *std::move(test)};
}

// Takes the last `count` training pictures away and puts them in the place of the test pictures:
// whoever chooses by the test pictures learns from them, too.
// An error: fewer than one picture left to train on.
inline io::result<> hold_out(data_sets& data, int count) {
    auto& [training, test] = data;
    const int kept = training.count() - count;
    if (kept < 1) {
        return io::expected_but_found(
            "--hold-out",
            "fewer than the " + std::to_string(training.count()) + " training pictures",
            std::to_string(count));
    }
    const auto first = training.labels.begin() + kept;
    const auto first_pixel =
        training.pixels.begin() + std::ptrdiff_t{kept} * training.height * training.width;
    test.labels.assign(first, training.labels.end());
    test.pixels.assign(first_pixel, training.pixels.end());
    training.labels.erase(first, training.labels.end());
    training.pixels.erase(first_pixel, training.pixels.end());
    return {};
}

}  // namespace ctnn::examples
