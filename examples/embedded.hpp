// Files of examples/data as bytes of the program, which therefore runs from any folder. embed.py
// writes the source that belongs to this header.
#pragma once

#include <cstdint>
#include <span>

namespace ctnn::examples::embedded {

extern const std::span<const std::uint8_t> lenet5_fashion;  // a safetensors file
extern const std::span<const std::uint8_t> picture_images;  // IDX, 10 x 28 x 28
extern const std::span<const std::uint8_t> picture_labels;  // IDX, 10
extern const std::span<const std::uint8_t> cat;             // a PNG in colour
// tests/compile_fail/lecture_stride_of_three.cpp: its first lines are what compilers say to it.
extern const std::span<const std::uint8_t> lecture_stride_of_three;

}  // namespace ctnn::examples::embedded
