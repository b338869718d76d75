// Grey pictures, bars and columns as lines of text: half-blocks in 256 colours, or plain ASCII.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
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

}  // namespace ctnn::examples
