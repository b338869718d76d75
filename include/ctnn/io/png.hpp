// Pixels in, a PNG file out.
#pragma once

#include <ctnn/io/file.hpp>
#include <ctnn/io/result.hpp>
#include <ctnn/io/stb.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace ctnn::io {

// No picture has more bytes than this: the encoder counts in int.
inline constexpr std::int64_t png_max_bytes = std::int64_t{1} << 29;

namespace detail {

inline std::string spell_picture(std::int64_t width, std::int64_t height, int channels) {
    return std::to_string(width) + " x " + std::to_string(height) + " pixels of " +
           std::to_string(channels) + " byte(s)";
}

struct release_memory {
    void operator()(void* memory) const { std::free(memory); }
};

}  // namespace detail

// Nothing, or what is wrong with the size of a picture that is to become the file `path`: empty,
// too large, or other than 1 (grey) or 3 (red, green, blue) channels.
inline result<> check_png_size(const std::filesystem::path& path, std::int64_t width,
                               std::int64_t height, int channels) {
    if (channels != 1 && channels != 3) {
        return expected_but_found(path.string(), "1 channel (grey) or 3 (red, green, blue)",
                                  std::to_string(channels));
    }
    if (width < 1 || height < 1 || width > png_max_bytes / channels / height) {
        return expected_but_found(path.string(),
                                  "a picture of 1 to " + std::to_string(png_max_bytes) + " bytes",
                                  detail::spell_picture(width, height, channels));
    }
    return {};
}

// Writes rows from top to bottom, pixels from left to right, a pixel's channels side by side:
// 1 channel is grey, 3 are red, green, blue.
// An error: another number of channels, an empty or too large picture, another number of bytes than
// width * height * channels, and whatever prevents write_file.
inline result<> write_png(const std::filesystem::path& path, int width, int height, int channels,
                          std::span<const std::uint8_t> pixels) {
    if (auto size = check_png_size(path, width, height, channels); !size) return size;
    if (std::int64_t{width} * height * channels != std::ssize(pixels)) {
        return expected_but_found(path.string(), detail::spell_picture(width, height, channels),
                                  std::to_string(pixels.size()) + " bytes");
    }
    int png_size = 0;
    const std::unique_ptr<std::uint8_t, detail::release_memory> png{
        stbi_write_png_to_mem(pixels.data(), width * channels, width, height, channels, &png_size)};
    if (!png) {
        return expected_but_found(path.string(), "memory to encode the picture", "too little");
    }
    const std::span<const std::byte> pieces[] = {
        std::as_bytes(std::span{png.get(), static_cast<std::size_t>(png_size)})};
    return write_file(path, pieces);
}

}  // namespace ctnn::io
