// Fashion-MNIST as the examples' networks know it: a picture's bytes in, the network's input out.
#pragma once

#include <ctnn/base/tensor.hpp>
#include <ctnn/io/labelled_images.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace ctnn::examples {

inline constexpr io::picture_format fashion_format{.height = 28, .width = 28, .classes = 10};

inline constexpr std::array<std::string_view, fashion_format.classes> class_names{
    "T-shirt", "Trouser", "Pullover", "Dress", "Coat",
    "Sandal",  "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};

// Mean and standard deviation of all pixels of the training pictures, 255 being 1. Weights fit the
// scale of the inputs they were trained with, so these belong to the shipped ones.
inline constexpr float pixel_mean = 0.2860f;
inline constexpr float pixel_deviation = 0.3530f;

// Writes one picture's 28 x 28 numbers, of mean 0 and deviation 1 over the whole data set.
//
// PyTorch: transforms.Compose([ToTensor(), Normalize(0.2860, 0.3530)]).
inline void to_input(std::span<const std::uint8_t> pixels, float* destination) {
    for (const auto pixel : pixels) {
        *destination++ = (static_cast<float>(pixel) / 255 - pixel_mean) / pixel_deviation;
    }
}

inline tensor<1, 28, 28> to_input(std::span<const std::uint8_t> pixels) {
    tensor<1, 28, 28> input;
    to_input(pixels, input.data());
    return input;
}

}  // namespace ctnn::examples
