// An images file and its labels file in, a data set that fits together out.
#pragma once

#include <ctnn/io/idx.hpp>
#include <ctnn/io/result.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ctnn::io {

// What a caller expects of a data set: the size of its pictures in pixels, and the number of
// classes.
struct picture_format {
    int height;
    int width;
    int classes;
};

// Grey pictures and the class of each.
//
// PyTorch: torchvision.datasets.MNIST(...).data and .targets.
struct labelled_images {
    int height = 0;
    int width = 0;
    std::vector<std::uint8_t> pixels;  // picture by picture, rows from top to bottom, 0 to 255
    std::vector<std::uint8_t> labels;  // one for each picture, each below the number of classes

    int count() const { return static_cast<int>(labels.size()); }

    // The height * width pixels of one picture.
    std::span<const std::uint8_t> image(int index) const {
        const auto size = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
        return std::span{pixels}.subspan(static_cast<std::size_t>(index) * size, size);
    }
};

// Reads an images file (count x height x width) and the labels file that belongs to it (count).
// An error, besides those of read_idx: another rank or picture size, no pictures, another number of
// labels than pictures, a label that is no class.
inline result<labelled_images> read_labelled_images(const std::filesystem::path& images_path,
                                                    const std::filesystem::path& labels_path,
                                                    picture_format format) {
    auto images = read_idx(images_path);
    if (!images) return images.error();
    const auto wrong_images = [&](const std::string& expected, const std::string& found) {
        return expected_but_found(images_path.string(), expected, found);
    };
    const auto& extents = images->extents;
    if (extents.size() != 3) {
        return wrong_images("pictures, rank 3", "rank " + std::to_string(extents.size()));
    }
    if (extents[0] == 0) return wrong_images("at least one picture", "none");
    if (extents[1] != format.height || extents[2] != format.width) {
        return wrong_images(
            "pictures of " + std::to_string(format.height) + " x " + std::to_string(format.width),
            std::to_string(extents[1]) + " x " + std::to_string(extents[2]));
    }

    auto labels = read_idx(labels_path);
    if (!labels) return labels.error();
    const auto wrong_labels = [&](const std::string& expected, const std::string& found) {
        return expected_but_found(labels_path.string(), expected, found);
    };
    if (labels->extents.size() != 1) {
        return wrong_labels("labels, rank 1", "rank " + std::to_string(labels->extents.size()));
    }
    if (labels->extents[0] != extents[0]) {
        return wrong_labels("one label for each of the " + std::to_string(extents[0]) +
                                " pictures of " + images_path.string(),
                            std::to_string(labels->extents[0]) + " labels");
    }
    const auto stray = std::ranges::find_if(
        labels->bytes, [&](std::uint8_t label) { return label >= format.classes; });
    if (stray != labels->bytes.end()) {
        return wrong_labels("labels below " + std::to_string(format.classes),
                            "label " + std::to_string(*stray) + " at position " +
                                std::to_string(stray - labels->bytes.begin()));
    }
    return labelled_images{format.height, format.width, std::move(images->bytes),
                           std::move(labels->bytes)};
}

}  // namespace ctnn::io
