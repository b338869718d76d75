// A PNG file in, pixels out.
#pragma once

#include <ctnn/io/file.hpp>
#include <ctnn/io/png.hpp>
#include <ctnn/io/result.hpp>
#include <ctnn/io/stb_image.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ctnn::io {

// Rows from top to bottom, pixels from left to right, a pixel's channels side by side: 1 channel is
// grey, 3 are red, green, blue.
struct picture {
    int width = 0, height = 0, channels = 1;
    std::vector<std::uint8_t> pixels;
};

// The picture in a PNG's bytes, with 8 bits a channel; what is transparent in it becomes opaque.
// `name` is what messages call it.
// An error: no PNG, a damaged one, or one of more than png_max_bytes.
inline result<picture> decode_png(std::span<const std::byte> bytes, std::string_view name) {
    const auto fail = [&](std::string_view found) {
        return expected_but_found(name, "a PNG picture", found);
    };
    const auto* const data = reinterpret_cast<const stbi_uc*>(bytes.data());
    picture result;
    int channels = 0;
    const bool is_known = std::ssize(bytes) <= png_max_bytes &&
                          stbi_info_from_memory(data, static_cast<int>(bytes.size()), &result.width,
                                                &result.height, &channels) != 0;
    if (!is_known) return fail("something else");
    result.channels = channels <= 2 ? 1 : 3;
    if (auto size = check_png_size(name, result.width, result.height, result.channels); !size)
        return size.error();
    const std::unique_ptr<stbi_uc, detail::release_memory> pixels{
        stbi_load_from_memory(data, static_cast<int>(bytes.size()), &result.width, &result.height,
                              &channels, result.channels)};
    if (!pixels) return fail(stbi_failure_reason());
    const auto count = static_cast<std::size_t>(result.width) *
                       static_cast<std::size_t>(result.height * result.channels);
    result.pixels.assign(pixels.get(), pixels.get() + count);
    return result;
}

// The same from a file, and whatever prevents read_file.
inline result<picture> read_png(const std::filesystem::path& path) {
    auto bytes = read_file(path);
    if (!bytes) return bytes.error();
    return decode_png(*bytes, path.string());
}

}  // namespace ctnn::io
