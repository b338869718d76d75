// Whole files: a path in, its bytes out; or bytes in, and a file that is complete or untouched out.
#pragma once

#include <ctnn/io/result.hpp>

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace ctnn::io {

namespace detail {

struct close_file {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using file_handle = std::unique_ptr<std::FILE, close_file>;

inline bool write_pieces(std::FILE* file, std::span<const std::span<const std::byte>> pieces) {
    for (const auto piece : pieces) {
        if (piece.empty()) continue;  // its address may be null, which fwrite does not allow
        if (std::fwrite(piece.data(), 1, piece.size(), file) != piece.size()) return false;
    }
    // Without the fsync a power cut after the rename may leave an empty file under the final name.
    return std::fflush(file) == 0 && fsync(fileno(file)) == 0;
}

}  // namespace detail

// All bytes of a regular file.
inline result<std::vector<std::byte>> read_file(const std::filesystem::path& path) {
    const auto fail = [&](const std::string& found) {
        return expected_but_found(path.string(), "a readable file", found);
    };
    std::error_code fault;
    const auto size = std::filesystem::file_size(path, fault);
    if (fault) return fail(fault.message());
    const detail::file_handle file{std::fopen(path.c_str(), "rb")};
    if (!file) return fail(system_message());

    std::vector<std::byte> bytes(size);
    const auto got = bytes.empty() ? 0 : std::fread(bytes.data(), 1, bytes.size(), file.get());
    if (std::ferror(file.get())) return fail(system_message());
    if (got != size) return fail("only " + std::to_string(got) + " of its bytes");
    return bytes;
}

// Writes the pieces one after another into a new file beside `path`, then renames it to `path`: an
// interrupted or failed write leaves an older file as it was. A symbolic link stays a link.
// An error: a folder, device or pipe of that name, a folder that is missing or not writable, a full
// disk.
inline result<> write_file(const std::filesystem::path& path,
                           std::span<const std::span<const std::byte>> pieces) {
    const auto fail = [&](const std::string& found) {
        return expected_but_found(path.string(), "a writable file", found);
    };
    std::error_code fault;
    auto target = std::filesystem::weakly_canonical(path, fault);
    if (fault) target = path;
    // A rename would replace even /dev/null, given the right to.
    if (std::filesystem::exists(target, fault) &&
        !std::filesystem::is_regular_file(target, fault)) {
        return fail("something of that name which is no regular file");
    }

    const std::filesystem::path partial = target.string() + ".partial-" + std::to_string(getpid());
    detail::file_handle file{std::fopen(partial.c_str(), "wb")};
    if (!file) return fail(system_message());

    bool complete = detail::write_pieces(file.get(), pieces);
    complete = std::fclose(file.release()) == 0 && complete;
    if (!complete || std::rename(partial.c_str(), target.c_str()) != 0) {
        const auto why = system_message();
        std::filesystem::remove(partial, fault);
        return fail(why);
    }
    return {};
}

}  // namespace ctnn::io
