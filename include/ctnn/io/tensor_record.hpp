// One tensor of a weight file as a value: its name, element type, shape and bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ctnn::io {

// One tensor of a file; the bytes belong to whoever holds the file's contents, at any alignment.
struct tensor_record {
    std::string name;
    std::string dtype;  // "F32", "F64", "I64", ...
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
};

// "F32 [6, 1, 5, 5]" is how messages spell a tensor.
inline std::string spell_tensor(std::string_view dtype, std::span<const std::int64_t> shape) {
    std::string text = std::string{dtype} + " [";
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        text += (axis == 0 ? "" : ", ") + std::to_string(shape[axis]);
    }
    return text + "]";
}

// The bytes of one element, or 0 for a type this reader does not know.
inline std::int64_t element_bytes(std::string_view dtype) {
    constexpr std::pair<std::string_view, int> sizes[] = {
        {"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"F8_E5M2", 1}, {"F8_E4M3", 1},
        {"U16", 2},  {"I16", 2}, {"F16", 2}, {"BF16", 2},    {"U32", 4},
        {"I32", 4},  {"F32", 4}, {"U64", 8}, {"I64", 8},     {"F64", 8}};
    const auto* known =
        std::ranges::find(sizes, dtype, [](const auto& size) { return size.first; });
    return known == std::end(sizes) ? 0 : known->second;
}

// The bytes of a whole tensor, or -1 if its type is not known or they exceed 63 bits.
inline std::int64_t tensor_bytes(std::string_view dtype, std::span<const std::int64_t> shape) {
    std::int64_t bytes = element_bytes(dtype);
    if (bytes == 0 || std::ranges::any_of(shape, [](auto extent) { return extent < 0; })) return -1;
    for (const auto extent : shape) {
        if (extent > 0 && bytes > std::numeric_limits<std::int64_t>::max() / extent) return -1;
        bytes *= extent;
    }
    return bytes;
}

}  // namespace ctnn::io
