// Training curves or a layer's weights in, a PNG of them out.
#pragma once

#include <ctnn/base/shape.hpp>
#include <ctnn/io/canvas.hpp>
#include <ctnn/io/png.hpp>
#include <ctnn/io/result.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ctnn::io {

// One series of a plot. Value k of n (k = 1...n) stands at k/n of the horizontal axis, so that a
// loss per batch and an accuracy per epoch of the same training lie under each other.
struct curve {
    std::string name;
    std::vector<double> values;
};

namespace detail {

inline constexpr colour curve_colours[] = {
    {31, 119, 180}, {214, 39, 40}, {44, 160, 44}, {255, 127, 14}, {148, 103, 189}};
inline constexpr colour grid_colour{221, 221, 221};
inline constexpr colour frame_colour{102, 102, 102};
inline constexpr int grid_steps = 5;

// Where the curves are drawn, in pixels; the margins hold the numbers at the axes and the names.
struct plot_area {
    int left = 112, top = 48, width = 736, height = 400;

    int right() const { return left + width; }
    int bottom() const { return top + height; }
};

// A training that diverged is drawn as far as its values can be: not infinities, NaN or the like.
inline bool is_drawable(double value) { return std::abs(value) <= 1e30; }

struct value_range {
    double low, high;
};

// The range of the drawable values, widened where it would be empty.
inline value_range range_of(std::span<const double> values) {
    value_range range{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
    for (const double value : values) {
        if (!is_drawable(value)) continue;
        range = {std::min(range.low, value), std::max(range.high, value)};
    }
    if (range.low > range.high) return {0, 1};
    if (range.low == range.high) {
        const double margin = std::max(std::abs(range.low), 1.0) / 2;
        return {range.low - margin, range.high + margin};
    }
    return range;
}

inline std::string short_number(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3g", value);
    return text.data();
}

inline void draw_grid(canvas& picture, const plot_area& area) {
    for (int step = 0; step <= grid_steps; ++step) {
        const int y = area.top + area.height * step / grid_steps;
        const int x = area.left + area.width * step / grid_steps;
        picture.fill(area.left, y, area.width, 1, grid_colour);
        picture.fill(x, area.top, 1, area.height, grid_colour);
    }
    picture.fill(area.left, area.top, 2, area.height, frame_colour);
    picture.fill(area.left, area.bottom(), area.width, 2, frame_colour);
}

// The values of the grid's horizontal lines, at the left or the right of the area.
inline void draw_numbers(canvas& picture, const plot_area& area, value_range range, bool at_left,
                         colour paint) {
    for (int step = 0; step <= grid_steps; ++step) {
        const double part = static_cast<double>(step) / grid_steps;
        const auto number = short_number(std::lerp(range.high, range.low, part));
        const int x = at_left ? area.left - 8 - canvas::text_width(number) : area.right() + 8;
        const int y = area.top + area.height * step / grid_steps - canvas::letter_height / 2;
        picture.text(x, y, number, paint);
    }
}

inline void draw_values(canvas& picture, const plot_area& area, std::span<const double> values,
                        value_range range, colour paint) {
    const bool few = values.size() <= 50;  // few enough to show each value as a dot
    bool joined = false;                   // to the value before; the first has none
    int last_x = 0;
    int last_y = 0;
    for (std::size_t index = 0; index < values.size(); ++index) {
        if (!is_drawable(values[index])) {
            joined = false;
            continue;
        }
        const double across = static_cast<double>(index + 1) / static_cast<double>(values.size());
        const double up = (values[index] - range.low) / (range.high - range.low);
        const int x = area.left + static_cast<int>(std::lround(area.width * across));
        const int y = area.bottom() - static_cast<int>(std::lround(area.height * up));
        if (joined) picture.line(last_x, last_y, x, y, paint);
        if (few) picture.fill(x - 2, y - 2, 6, 6, paint);
        joined = true;
        last_x = x;
        last_y = y;
    }
}

// White for 0, red for positive and blue for negative weights, full colour at +1 and -1.
inline colour signed_colour(double weight) {
    const auto faded = static_cast<std::uint8_t>(std::lround(255 * (1 - std::abs(weight))));
    return weight > 0 ? colour{255, faded, faded} : colour{faded, faded, 255};
}

// The largest magnitude among finite weights, 1 where all are 0.
inline double magnitude_of(std::span<const float> weights) {
    double largest = 0;
    for (const double weight : weights) {
        if (std::isfinite(weight)) largest = std::max(largest, std::abs(weight));
    }
    return largest > 0 ? largest : 1;
}

}  // namespace detail

// Draws up to five curves over a common grid, each scaled to its own range. Above the grid stand
// each curve's name and last value; the first curve's numbers stand on the left, the second's on
// the right. Values that are not finite leave a gap.
// An error: no curve, more than five, a curve without values, and whatever prevents write_png.
inline result<> write_curves_png(const std::filesystem::path& path, std::span<const curve> curves) {
    const auto most = std::size(detail::curve_colours);
    if (curves.empty() || curves.size() > most) {
        return expected_but_found(path.string(), "1 to " + std::to_string(most) + " curves",
                                  std::to_string(curves.size()));
    }
    const detail::plot_area area;
    canvas picture{area.right() + area.left, area.bottom() + 24};
    detail::draw_grid(picture, area);
    int name_x = area.left;
    for (std::size_t index = 0; index < curves.size(); ++index) {
        const auto& [name, values] = curves[index];
        if (values.empty()) {
            return expected_but_found(path.string(), "at least one value of " + name, "none");
        }
        const auto paint = detail::curve_colours[index];
        const auto range = detail::range_of(values);
        if (index < 2) detail::draw_numbers(picture, area, range, index == 0, paint);
        detail::draw_values(picture, area, values, range, paint);

        const auto title = name + " " + detail::short_number(values.back());
        picture.text(name_x, 12, title, paint);
        name_x += canvas::text_width(title) + 32;
    }
    return picture.save(path);
}

// Draws the kernels of a convolution's weight {out, in, height, width} as a grid: a column for each
// output channel, a row for each input channel, each weight a square of zoom x zoom pixels. Every
// kernel is scaled to its own largest magnitude: red is positive, white 0, blue negative, black not
// finite.
// An error: another rank than 4, another number of weights than the shape has, a zoom below 1, and
// whatever prevents write_png.
inline result<> write_filters_png(const std::filesystem::path& path, std::span<const float> weights,
                                  const shape& extents, int zoom) {
    const auto fail = [&](std::string_view expected, const std::string& found) {
        return expected_but_found(path.string(), expected, found);
    };
    if (extents.rank != 4) {
        return fail("weights of rank 4", "rank " + std::to_string(extents.rank));
    }
    if (extents.size() < 1 || extents.size() != std::ssize(weights)) {
        return fail(std::to_string(extents.size()) + " weights, at least one",
                    std::to_string(weights.size()));
    }
    if (zoom < 1) return fail("a zoom of at least 1", std::to_string(zoom));

    const int rows = extents[1];
    const int columns = extents[0];
    const int height = extents[2];
    const int width = extents[3];
    const std::int64_t cell_width = (std::int64_t{width} + 1) * zoom;  // a gap of one square
    const std::int64_t cell_height = (std::int64_t{height} + 1) * zoom;
    const auto picture_width = columns * cell_width + zoom;
    const auto picture_height = rows * cell_height + zoom;
    if (auto size = check_png_size(path, picture_width, picture_height, 3); !size) {
        return size;
    }
    canvas picture{static_cast<int>(picture_width), static_cast<int>(picture_height)};
    picture.fill(0, 0, picture.width(), picture.height(), detail::grid_colour);
    auto rest = weights;
    for (int column = 0; column < columns; ++column) {
        for (int row = 0; row < rows; ++row) {
            const auto kernel = rest.first(static_cast<std::size_t>(height * width));
            rest = rest.subspan(kernel.size());
            const double magnitude = detail::magnitude_of(kernel);
            for (int index = 0; index < height * width; ++index) {
                const double weight = kernel[static_cast<std::size_t>(index)] / magnitude;
                const int x = column * static_cast<int>(cell_width) + (1 + index % width) * zoom;
                const int y = row * static_cast<int>(cell_height) + (1 + index / width) * zoom;
                picture.fill(x, y, zoom, zoom,
                             std::isfinite(weight) ? detail::signed_colour(weight) : black);
            }
        }
    }
    return picture.save(path);
}

}  // namespace ctnn::io
