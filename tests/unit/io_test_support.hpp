// What the tests of readers and writers share: a folder of their own, and a look into messages.
#pragma once

#include <ctnn/io/result.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include <doctest/doctest.h>

// A new folder that is removed at the end of the test.
class temporary_directory {
  public:
    temporary_directory() {
        auto pattern = (std::filesystem::temp_directory_path() / "ctnn_test_XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    temporary_directory(const temporary_directory&) = delete;
    temporary_directory& operator=(const temporary_directory&) = delete;
    ~temporary_directory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

    // A file of this folder with these contents.
    template <class Bytes>
    std::filesystem::path file(std::string_view name, const Bytes& contents) const {
        const auto path = path_ / name;
        std::FILE* out = std::fopen(path.c_str(), "wb");
        REQUIRE(out != nullptr);
        if (!contents.empty()) {
            REQUIRE(std::fwrite(contents.data(), 1, contents.size(), out) == contents.size());
        }
        REQUIRE(std::fclose(out) == 0);
        return path;
    }

  private:
    std::filesystem::path path_;
};

// Checks that a result is an error whose message has all these parts.
template <class T>
void check_error(const ctnn::io::result<T>& outcome,
                 std::initializer_list<std::string_view> parts) {
    REQUIRE_FALSE(outcome.has_value());
    const std::string& message = outcome.error().message;
    for (const auto part : parts) {
        INFO("message: ", message);
        INFO("part: ", std::string{part});
        CHECK(message.find(part) != std::string::npos);
    }
}

// Checks for success, and shows the message otherwise.
template <class T> void require_success(const ctnn::io::result<T>& outcome) {
    INFO((outcome ? std::string{} : outcome.error().message));
    REQUIRE(outcome.has_value());
}
