// Rectangles, lines and words in, a colour picture out.
#pragma once

#include <ctnn/io/png.hpp>
#include <ctnn/io/result.hpp>
#include <ctnn/io/stb.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ctnn::io {

struct colour {
    std::uint8_t red, green, blue;

    friend bool operator==(const colour&, const colour&) = default;
};

inline constexpr colour white{255, 255, 255};
inline constexpr colour black{0, 0, 0};

// A picture to draw on, white at first. Pixel (0, 0) is at the top left; what lies outside is cut
// off.
class canvas {
  public:
    static constexpr int letter_height = 16;

    // Both sizes at least 1, and no more pixels than write_png takes.
    canvas(int width, int height)
        : width_{width},
          height_{height},
          pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3, 255) {}

    int width() const { return width_; }
    int height() const { return height_; }

    void fill(int left, int top, int width, int height, colour paint) {
        const int right = std::min(left + width, width_);
        const int bottom = std::min(top + height, height_);
        for (int y = std::max(top, 0); y < bottom; ++y) {
            for (int x = std::max(left, 0); x < right; ++x) {
                auto* pixel =
                    &pixels_[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                              static_cast<std::size_t>(x)) *
                             3];
                pixel[0] = paint.red;
                pixel[1] = paint.green;
                pixel[2] = paint.blue;
            }
        }
    }

    // A straight line two pixels wide.
    void line(int from_x, int from_y, int to_x, int to_y, colour paint) {
        const int steps = std::max({std::abs(to_x - from_x), std::abs(to_y - from_y), 1});
        for (int step = 0; step <= steps; ++step) {
            const double part = static_cast<double>(step) / steps;
            fill(static_cast<int>(std::lround(std::lerp(from_x, to_x, part))),
                 static_cast<int>(std::lround(std::lerp(from_y, to_y, part))), 2, 2, paint);
        }
    }

    // One line of ASCII from the given top left corner, letter_height pixels high.
    void text(int left, int top, std::string_view words, colour paint) {
        auto letters = printable(words);
        std::vector<float> corners(letters.size() * 16 * 16);  // a letter has at most 16 strokes
        const int strokes = stb_easy_font_print(0, 0, letters.data(), nullptr, corners.data(),
                                                static_cast<int>(corners.size() * sizeof(float)));
        for (int stroke = 0; stroke < strokes; ++stroke) {
            // Four corners clockwise from the top left, each x, y, z and a colour.
            const float* corner = &corners[static_cast<std::size_t>(stroke) * 16];
            const auto x = [&](int index) { return scale * static_cast<int>(corner[4 * index]); };
            const auto y = [&](int index) {
                return scale * static_cast<int>(corner[4 * index + 1]);
            };
            fill(left + x(0), top + y(0), x(2) - x(0), y(2) - y(0), paint);
        }
    }

    // The width of a line of text in pixels.
    static int text_width(std::string_view words) {
        return scale * stb_easy_font_width(printable(words).data());
    }

    result<> save(const std::filesystem::path& path) const {
        return write_png(path, width_, height_, 3, pixels_);
    }

  private:
    static constexpr int scale = 2;

    // The font has no other letters.
    static std::string printable(std::string_view words) {
        std::string letters{words};
        std::ranges::replace_if(
            letters, [](char letter) { return letter < ' ' || letter > '~'; }, '?');
        return letters;
    }

    int width_;
    int height_;
    std::vector<std::uint8_t> pixels_;
};

}  // namespace ctnn::io
