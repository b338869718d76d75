// The progress line: its text, and how often it is printed.
#include <ctnn/io/progress.hpp>

#include "io_test_support.hpp"
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include <doctest/doctest.h>

namespace {

// What was printed to the file so far.
std::string text_of(std::FILE* file) {
    std::string text(static_cast<std::size_t>(std::ftell(file)), '\0');
    std::rewind(file);
    REQUIRE(std::fread(text.data(), 1, text.size(), file) == text.size());
    return text;
}

}  // namespace

TEST_CASE("the line shows part, loss, pictures per second and the time that is left") {
    CHECK(ctnn::io::progress_text(
              "epoch 3", {.done = 30'000, .total = 60'000, .loss = 0.42154, .seconds = 65}) ==
          "epoch 3 [##########----------]  50%  loss 0.4215  462 pictures/s  ETA 1:05");
    CHECK(ctnn::io::progress_text("x", {.done = 0, .total = 10, .loss = 2.3, .seconds = 0}) ==
          "x [--------------------]   0%  loss 2.3000  0 pictures/s  ETA 0:00");
    CHECK(ctnn::io::progress_text("x", {.done = 10, .total = 10, .loss = 1, .seconds = 4}) ==
          "x [####################] 100%  loss 1.0000  2 pictures/s  in 0:04");
    CHECK(ctnn::io::progress_text("x", {.done = 0, .total = 0, .loss = 0, .seconds = 0}) ==
          "x [####################] 100%  loss 0.0000  0 pictures/s  in 0:00");
}

TEST_CASE("where no terminal is, four whole lines are printed") {
    std::FILE* out = std::tmpfile();
    REQUIRE(out != nullptr);
    ctnn::io::progress_line progress{"epoch 1", 1'000, out};
    for (std::int64_t done = 10; done <= 1'000; done += 10) progress.update(done, 0.5);
    const std::string text = text_of(out);
    std::fclose(out);
    std::string parts;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = text.find('\n', begin);
        REQUIRE(end != std::string::npos);
        const auto line = text.substr(begin, end - begin);
        CHECK(line.starts_with("epoch 1 ["));
        parts += line.substr(line.find(']') + 2, 4);
        begin = end + 1;
    }
    CHECK(parts == " 25% 50% 75%100%");
}
