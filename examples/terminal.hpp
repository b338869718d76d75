// Grey pictures, bars and curves as lines of text: half-blocks in 256 colours, or plain ASCII.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

namespace ctnn::examples {

enum class drawing { blocks, ascii };

// Blocks where a person looks at a terminal with 256 colours and UTF-8, unless NO_COLOR is set.
inline drawing best_drawing(std::FILE* out) {
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return std::string_view{value ? value : ""};
    };
    std::string_view locale = variable("LC_ALL");
    if (locale.empty()) locale = variable("LC_CTYPE");
    if (locale.empty()) locale = variable("LANG");
    const bool utf8 = locale.ends_with("UTF-8") || locale.ends_with("utf8");
    const auto terminal = variable("TERM");
    const bool colours = !terminal.empty() && terminal != "dumb" && terminal != "linux";
    const bool watched = isatty(fileno(out)) != 0 && variable("NO_COLOR").empty();
    return utf8 && colours && watched ? drawing::blocks : drawing::ascii;
}

// The columns of the terminal, 100 where there is none.
inline int width_of(std::FILE* out) {
    winsize size{};
    const bool known = ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : 100;
}

// One line of text for every two rows of a picture, `width` columns each.
inline std::vector<std::string> draw(std::span<const std::uint8_t> pixels, int width,
                                     drawing style) {
    const auto columns = static_cast<std::size_t>(width);
    // Of the 256 colours, 232 to 255 are greys.
    const auto grey = [](std::uint8_t pixel) { return std::to_string(232 + pixel * 23 / 255); };
    std::vector<std::string> lines;
    for (; pixels.size() >= 2 * columns; pixels = pixels.subspan(2 * columns)) {
        std::string line;
        for (std::size_t x = 0; x < columns; ++x) {
            const auto upper = pixels[x];
            const auto lower = pixels[columns + x];
            if (style == drawing::blocks) {
                line += "\033[38;5;" + grey(upper) + ";48;5;" + grey(lower) + "m▀";
            } else {
                constexpr std::string_view inks = " .:-=+*#%@";
                line += inks[static_cast<std::size_t>(upper + lower) * inks.size() / 511];
            }
        }
        if (style == drawing::blocks) line += "\033[0m";
        lines.push_back(line);
    }
    return lines;
}

// A bar for `part` of 1 in a field of `width` columns.
inline std::string bar(double part, int width, drawing style) {
    const auto full = std::lround(std::clamp(part, 0.0, 1.0) * width);
    std::string text;
    for (int column = 0; column < width; ++column) {
        text += column >= full ? " " : style == drawing::blocks ? "█" : "#";
    }
    return text;
}

// The text in bold green (good) or red (bad) where there are colours.
inline std::string judged(const std::string& text, bool good, drawing style) {
    if (style == drawing::ascii) return text;
    return (good ? "\033[1;32m" : "\033[1;31m") + text + "\033[0m";
}

// Prints blocks of equally many lines, `width` columns wide, side by side: as many as the terminal
// has room for, up to five.
inline void print_side_by_side(std::span<const std::vector<std::string>> blocks, int width,
                               std::FILE* out) {
    constexpr std::string_view gap = "   ";
    const int gap_width = static_cast<int>(gap.size());
    const int room = (width_of(out) + gap_width) / (width + gap_width);
    const auto most = static_cast<std::size_t>(std::clamp(room, 1, 5));
    while (!blocks.empty()) {
        const auto row = blocks.first(std::min(most, blocks.size()));
        blocks = blocks.subspan(row.size());
        for (std::size_t line = 0; line < row[0].size(); ++line) {
            std::string text;
            for (const auto& block : row) text.append(text.empty() ? "" : gap).append(block[line]);
            std::fprintf(out, "%s\n", text.c_str());
        }
        std::fputc('\n', out);
    }
}

// `points` means of neighbouring values; a value is there repeatedly where there are fewer of them.
inline std::vector<double> resampled(std::span<const double> values, std::size_t points) {
    std::vector<double> means;
    for (std::size_t point = 0; point < points; ++point) {
        const std::size_t begin = values.size() * point / points;
        const std::size_t end = std::max(begin + 1, values.size() * (point + 1) / points);
        const auto group = values.subspan(begin, end - begin);
        means.push_back(std::reduce(group.begin(), group.end()) /
                        static_cast<double>(group.size()));
    }
    return means;
}

// Prints a curve as columns between its least and its greatest value, under its name and last one.
inline void print_chart(const std::string& name, std::span<const double> values, std::FILE* out) {
    constexpr int height = 8, room_for_numbers = 9;
    const auto width =
        static_cast<std::size_t>(std::clamp(width_of(out) - room_for_numbers, 1, 75));
    const auto columns = resampled(values, width);
    const auto [least, greatest] = std::ranges::minmax(columns);
    const double range = greatest > least ? greatest - least : 1;
    const char* const ink = best_drawing(out) == drawing::blocks ? "█" : "#";
    std::fprintf(out, "\n%s %.4g\n", name.c_str(), values.back());
    for (int row = height; row > 0; --row) {
        std::string line;
        for (const double value : columns) {
            // Up to the nearest step; the first is the least value.
            line += (value - least) / range * (height - 1) > row - 1.5 ? ink : " ";
        }
        const double step = least + range * (row - 1) / (height - 1);
        std::fprintf(out, "%7.4g |%s\n", step, line.c_str());
    }
}

}  // namespace ctnn::examples
