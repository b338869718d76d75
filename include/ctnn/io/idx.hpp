// IDX files (the format of MNIST), plain or gzipped: a path in, an array of bytes out.
#pragma once

#include <ctnn/io/result.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include <zlib.h>

namespace ctnn::io {

// An array of unsigned bytes, its last axis contiguous; rank is extents.size(), 1 to 4.
struct idx_array {
    std::vector<int> extents;
    std::vector<std::uint8_t> bytes;
};

// A header that claims more bytes of data than this is taken for a broken one.
inline constexpr std::int64_t idx_max_bytes = std::int64_t{1} << 32;

namespace detail {

struct close_gz {
    void operator()(gzFile_s* file) const { gzclose_r(file); }
};

// A plain or gzipped file that is read from front to back.
class gz_source {
  public:
    explicit gz_source(const std::filesystem::path& path)
        : name_{path.string()}, file_{gzopen(path.c_str(), "rb")} {}

    bool is_open() const { return file_ != nullptr; }
    std::int64_t bytes_read() const { return bytes_read_; }

    // Up to `size` bytes; fewer only at the end of the file.
    result<int> read(std::uint8_t* destination, int size) {
        const int got = gzread(file_.get(), destination, static_cast<unsigned>(size));
        if (got < size) {
            // For gzread the end of a cut-off gzip stream is the end of the file; gzerror knows.
            int code = Z_OK;
            std::string_view why = gzerror(file_.get(), &code);
            if (why.starts_with(name_ + ": ")) why.remove_prefix(name_.size() + 2);
            if (code == Z_ERRNO) return expected_but_found(name_, "a readable file", why);
            if (code != Z_OK) return expected_but_found(name_, "an intact gzip stream", why);
        }
        bytes_read_ += got;
        return got;
    }

  private:
    std::string name_;
    std::unique_ptr<gzFile_s, close_gz> file_;
    std::int64_t bytes_read_ = 0;
};

// Fills `bytes` with the next bytes of the source, fewer than `most` only at the end of the file.
// In steps, so that memory follows the bytes that exist and not what a header claims.
inline result<> read_up_to(gz_source& source, std::int64_t most, std::vector<std::uint8_t>& bytes) {
    constexpr std::int64_t step = std::int64_t{1} << 20;
    std::int64_t have = 0;
    while (have < most) {
        // The last step has up to two steps' length, never the one byte that would be left over.
        const auto wanted = static_cast<int>(most - have <= 2 * step ? most - have : step);
        bytes.resize(static_cast<std::size_t>(have + wanted));
        const auto got = source.read(bytes.data() + have, wanted);
        if (!got) return got.error();
        have += *got;
        if (*got < wanted) break;
    }
    bytes.resize(static_cast<std::size_t>(have));
    return {};
}

inline std::string hexadecimal(std::uint8_t byte) {
    constexpr char digits[] = "0123456789abcdef";
    return {'0', 'x', digits[byte >> 4], digits[byte & 15]};
}

inline std::string idx_element_type(std::uint8_t code) {
    constexpr std::pair<std::uint8_t, std::string_view> names[] = {
        {0x08, "unsigned byte"},  {0x09, "signed byte"}, {0x0b, "16-bit integer"},
        {0x0c, "32-bit integer"}, {0x0d, "float"},       {0x0e, "double"}};
    const auto* known = std::ranges::find(names, code, [](const auto& name) { return name.first; });
    const auto name = known == std::end(names) ? std::string_view{"unknown"} : known->second;
    return hexadecimal(code) + " (" + std::string{name} + ")";
}

inline std::string spell_extents(std::span<const std::uint32_t> extents) {
    std::string text;
    for (const auto extent : extents) {
        text += (text.empty() ? "" : " x ") + std::to_string(extent);
    }
    return text;
}

// The product of the extents, or -1 where it exceeds idx_max_bytes or an extent is no int.
inline std::int64_t idx_byte_count(std::span<const std::uint32_t> extents) {
    std::int64_t count = 1;
    for (const std::int64_t extent : extents) {
        if (extent > std::numeric_limits<int>::max()) return -1;
        if (extent != 0 && count > idx_max_bytes / extent) return -1;
        count *= extent;
    }
    return count;
}

}  // namespace detail

// Reads an IDX file of unsigned bytes, rank 1 to 4: two zero bytes, element type, rank, the extents
// as big-endian 32-bit numbers, then exactly as many bytes as their product.
inline result<idx_array> read_idx(const std::filesystem::path& path) {
    const auto fail = [&](std::string_view expected, std::string_view found) {
        return expected_but_found(path.string(), expected, found);
    };
    errno = 0;
    detail::gz_source source{path};
    if (!source.is_open()) return fail("a readable file", system_message());

    std::array<std::uint8_t, 4> magic{};
    const auto magic_size = source.read(magic.data(), 4);
    if (!magic_size) return magic_size.error();
    if (*magic_size < 4) {
        return fail("an IDX header of 4 bytes", "a file of " + std::to_string(*magic_size));
    }
    if (magic[0] != 0 || magic[1] != 0) {
        return fail("an IDX file, which starts with 0x00 0x00",
                    detail::hexadecimal(magic[0]) + " " + detail::hexadecimal(magic[1]));
    }
    if (magic[2] != 0x08) {
        return fail("element type 0x08 (unsigned byte)", detail::idx_element_type(magic[2]));
    }
    const int rank = magic[3];
    if (rank < 1 || rank > 4) return fail("a rank from 1 to 4", "rank " + std::to_string(rank));

    std::array<std::uint8_t, 16> packed{};
    const auto packed_size = source.read(packed.data(), 4 * rank);
    if (!packed_size) return packed_size.error();
    if (*packed_size < 4 * rank) {
        return fail("an IDX header of " + std::to_string(4 + 4 * rank) + " bytes",
                    "a file of " + std::to_string(source.bytes_read()));
    }
    std::vector<std::uint32_t> extents;
    for (std::size_t axis = 0; axis < static_cast<std::size_t>(rank); ++axis) {
        std::uint32_t extent = 0;
        for (std::size_t byte = 0; byte < 4; ++byte) extent = extent << 8 | packed[4 * axis + byte];
        extents.push_back(extent);
    }
    const std::int64_t data_size = detail::idx_byte_count(extents);
    if (data_size < 0) {
        return fail("at most " + std::to_string(idx_max_bytes) + " bytes of data",
                    "a header that claims " + detail::spell_extents(extents));
    }

    idx_array array{{extents.begin(), extents.end()}, {}};
    const std::int64_t header_size = source.bytes_read();
    const auto announced = std::to_string(header_size + data_size) + " bytes (a header of " +
                           std::to_string(header_size) + " and " + detail::spell_extents(extents) +
                           " elements)";
    // One byte more than announced: it shows trailing data, and only with room for it does zlib go
    // on to the checksum of a gzipped file.
    if (auto read = detail::read_up_to(source, data_size + 1, array.bytes); !read) {
        return read.error();
    }
    const auto found = std::ssize(array.bytes);
    if (found < data_size) return fail(announced, std::to_string(header_size + found));
    if (found > data_size) return fail(announced, "more bytes after them");
    return array;
}

}  // namespace ctnn::io
