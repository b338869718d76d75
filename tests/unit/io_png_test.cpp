// Pictures and plots: every file is decoded again by another program's reader.
#include <ctnn/base/shape.hpp>
#include <ctnn/io/canvas.hpp>
#include <ctnn/io/plot.hpp>
#include <ctnn/io/png.hpp>

#include "io_test_support.hpp"

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <stb/stb_image.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using ctnn::io::colour;

struct picture {
    int width = 0;
    int height = 0;
    int channels = 0;
    std::vector<std::uint8_t> pixels;

    colour at(int x, int y) const {
        const auto first = static_cast<std::size_t>((y * width + x) * channels);
        return {pixels.at(first), pixels.at(first + 1), pixels.at(first + 2)};
    }

    std::ptrdiff_t count(colour wanted) const {
        std::ptrdiff_t found = 0;
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) found += at(x, y) == wanted;
        }
        return found;
    }
};

picture decode(const std::filesystem::path& path) {
    picture decoded;
    const std::unique_ptr<stbi_uc, decltype(&stbi_image_free)> pixels{
        stbi_load(path.c_str(), &decoded.width, &decoded.height, &decoded.channels, 0),
        stbi_image_free};
    REQUIRE(pixels != nullptr);
    decoded.pixels.assign(pixels.get(),
                          pixels.get() + decoded.width * decoded.height * decoded.channels);
    return decoded;
}

std::vector<std::uint8_t> noise(std::size_t size) {
    std::vector<std::uint8_t> values(size);
    std::uint32_t state = 7;
    for (auto& value : values) {
        value = static_cast<std::uint8_t>((state = state * 1'664'525 + 1'013'904'223) >> 24);
    }
    return values;
}

}  // namespace

TEST_CASE("a written PNG is decoded to the same pixels, grey and in colour") {
    const temporary_directory folder;
    const auto path = folder.path() / "noise.png";
    for (const int channels : {1, 3}) {
        const auto pixels = noise(static_cast<std::size_t>(13 * 7 * channels));
        require_success(ctnn::io::write_png(path, 13, 7, channels, pixels));
        const auto decoded = decode(path);
        CHECK(decoded.width == 13);
        CHECK(decoded.height == 7);
        CHECK(decoded.channels == channels);
        CHECK(decoded.pixels == pixels);
    }
}

TEST_CASE("a picture that cannot be written is refused with file, expected and found") {
    const temporary_directory folder;
    const auto path = folder.path() / "wrong.png";
    const auto pixels = noise(24);
    check_error(ctnn::io::write_png(path, 3, 4, 2, pixels), {"wrong.png", "1 channel", "found 2"});
    check_error(ctnn::io::write_png(path, 0, 4, 1, {}), {"wrong.png", "1 to", "0 x 4 pixels"});
    check_error(ctnn::io::write_png(path, 3, -4, 1, pixels), {"wrong.png", "1 to", "3 x -4"});
    check_error(ctnn::io::write_png(path, 1 << 20, 1 << 20, 3, pixels),
                {"wrong.png", "536870912 bytes", "1048576 x 1048576"});
    check_error(ctnn::io::write_png(path, 3, 4, 1, pixels),
                {"wrong.png", "3 x 4 pixels", "24 bytes"});
    CHECK_FALSE(std::filesystem::exists(path));
    check_error(ctnn::io::write_png(folder.path() / "no" / "p.png", 2, 4, 3, pixels),
                {"p.png", "writable file", "No such file"});
}

TEST_CASE("a canvas cuts off what lies outside, and draws what lies inside") {
    const temporary_directory folder;
    const auto path = folder.path() / "canvas.png";
    constexpr colour red{255, 0, 0};
    constexpr colour blue{0, 0, 255};
    ctnn::io::canvas drawing{40, 20};
    drawing.fill(-5, -5, 7, 8, red);       // 2 x 3 pixels remain
    drawing.fill(38, 15, 100, 100, blue);  // 2 x 5 remain
    drawing.line(10, 10, 14, 10, blue);    // two pixels wide: 6 x 2
    drawing.fill(100, 100, 5, 5, red);     // nothing remains
    require_success(drawing.save(path));
    const auto decoded = decode(path);
    CHECK(decoded.count(red) == 6);
    CHECK(decoded.count(blue) == 22);
    CHECK(decoded.count(ctnn::io::white) == 40 * 20 - 28);
    CHECK(decoded.at(1, 2) == red);
    CHECK(decoded.at(38, 15) == blue);
    CHECK(decoded.at(15, 11) == blue);
}

TEST_CASE("text is drawn within its height and width, whatever bytes it has") {
    const temporary_directory folder;
    const auto path = folder.path() / "text.png";
    // ~ is the font's last letter; those after it are no letters of it and become question marks.
    const std::string words = "loss 0.42 ~\x01\x7f\xff\n";
    CHECK(ctnn::io::canvas::text_width("\x01\x7f\xff\n") == ctnn::io::canvas::text_width("????"));
    const int width = ctnn::io::canvas::text_width(words);
    ctnn::io::canvas drawing{width + 20, 40};
    drawing.text(10, 10, words, ctnn::io::black);
    require_success(drawing.save(path));
    const auto decoded = decode(path);
    CHECK(decoded.count(ctnn::io::black) > 100);
    for (int y = 0; y < decoded.height; ++y) {
        for (int x = 0; x < decoded.width; ++x) {
            if (decoded.at(x, y) == ctnn::io::white) continue;
            CHECK(x >= 10);
            CHECK(x < 10 + width);
            CHECK(y >= 10);
            CHECK(y < 10 + ctnn::io::canvas::letter_height + 2);
        }
    }
}

TEST_CASE("curves reach from the bottom to the top of the grid, each in its own range") {
    const temporary_directory folder;
    const auto path = folder.path() / "curves.png";
    const std::vector<ctnn::io::curve> curves{{"loss", {2.3, 1.1, 0.6, 0.4}},
                                              {"accuracy", {0.1, 0.7, 0.8, 0.9}}};
    require_success(ctnn::io::write_curves_png(path, curves));
    const auto decoded = decode(path);
    const auto loss = ctnn::io::detail::curve_colours[0];
    const auto accuracy = ctnn::io::detail::curve_colours[1];
    const ctnn::io::detail::plot_area area;
    const int first_x = area.left + area.width / 4;
    CHECK(decoded.at(first_x, area.top) == loss);
    CHECK(decoded.at(area.right(), area.bottom()) == loss);
    CHECK(decoded.at(first_x, area.bottom()) == accuracy);
    CHECK(decoded.at(area.right(), area.top) == accuracy);
    // Their numbers stand on their own sides.
    const auto count_between = [&](int from, int to, colour wanted) {
        int found = 0;
        for (int y = area.top; y < decoded.height; ++y) {
            for (int x = from; x < to; ++x) found += decoded.at(x, y) == wanted;
        }
        return found;
    };
    CHECK(count_between(0, area.left, loss) > 100);
    CHECK(count_between(0, area.left, accuracy) == 0);
    CHECK(count_between(area.right() + 8, decoded.width, accuracy) > 100);
    CHECK(count_between(area.right() + 8, decoded.width, loss) == 0);
}

TEST_CASE("curves of one value, of equal values and of a diverged training are drawn") {
    const temporary_directory folder;
    const auto path = folder.path() / "curves.png";
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<ctnn::io::curve> curves{
        {"one", {3}},
        {"equal", std::vector<double>(1'000, 1e20)},
        {"diverged", {1, 2, infinity, -infinity, std::nan(""), 1e300}},
        {"never", {std::nan("")}}};
    require_success(ctnn::io::write_curves_png(path, curves));
    const auto decoded = decode(path);
    const ctnn::io::detail::plot_area area;
    CHECK(decoded.at(area.right(), area.top + area.height / 2) ==
          ctnn::io::detail::curve_colours[1]);
    CHECK(decoded.at(area.left + area.width / 6, area.bottom()) ==
          ctnn::io::detail::curve_colours[2]);
}

TEST_CASE("curves that cannot be drawn are refused") {
    const temporary_directory folder;
    const auto path = folder.path() / "curves.png";
    check_error(ctnn::io::write_curves_png(path, {}), {"curves.png", "1 to 5 curves", "found 0"});
    check_error(ctnn::io::write_curves_png(path, std::vector<ctnn::io::curve>(6, {"x", {1}})),
                {"curves.png", "1 to 5 curves", "found 6"});
    check_error(ctnn::io::write_curves_png(path, std::vector<ctnn::io::curve>{{"loss", {}}}),
                {"curves.png", "one value of loss", "none"});
    CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("filters are squares of their sign's colour, scaled kernel by kernel") {
    const temporary_directory folder;
    const auto path = folder.path() / "filters.png";
    const float nan = std::numeric_limits<float>::quiet_NaN();
    // Two output channels of two kernels 1 x 2 each.
    const std::vector<float> weights{4, -2, 0, 0, -0.01F, 0.01F, nan, 1};
    require_success(ctnn::io::write_filters_png(path, weights, ctnn::shape{2, 2, 1, 2}, 3));
    const auto decoded = decode(path);
    REQUIRE(decoded.width == 2 * 9 + 3);
    REQUIRE(decoded.height == 2 * 6 + 3);
    constexpr colour red{255, 0, 0};
    constexpr colour blue{0, 0, 255};
    CHECK(decoded.at(3, 3) == red);
    CHECK(decoded.at(5, 5) == red);
    CHECK(decoded.at(6, 3) == colour{128, 128, 255});
    CHECK(decoded.at(3, 9) == ctnn::io::white);
    CHECK(decoded.at(8, 11) == ctnn::io::white);
    CHECK(decoded.at(12, 3) == blue);
    CHECK(decoded.at(15, 3) == red);
    CHECK(decoded.at(12, 9) == ctnn::io::black);
    CHECK(decoded.at(15, 9) == red);
    CHECK(decoded.at(9, 3) == decoded.at(0, 0));  // the gap between kernels
}

TEST_CASE("filters that cannot be drawn are refused") {
    const temporary_directory folder;
    const auto path = folder.path() / "filters.png";
    const std::vector<float> weights(6);
    const auto draw = [&](const ctnn::shape& extents, int zoom) {
        return ctnn::io::write_filters_png(path, weights, extents, zoom);
    };
    check_error(draw(ctnn::shape{2, 3}, 4), {"filters.png", "rank 4", "rank 2"});
    check_error(draw(ctnn::shape{2, 1, 3, 3}, 4), {"filters.png", "18 weights", "found 6"});
    check_error(draw(ctnn::shape{2, 1, 1, 3}, 0), {"filters.png", "zoom", "found 0"});
    check_error(draw(ctnn::shape{2, 1, 1, 3}, 1 << 20), {"filters.png", "bytes", "9437184 x"});
    CHECK_FALSE(std::filesystem::exists(path));
    require_success(draw(ctnn::shape{2, 1, 1, 3}, 4));
}
