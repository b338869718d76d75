// The lecture's filters at work: a PNG in, its filtered pictures out, in grey and in colour.
//
//     06_filters photo.png --output pictures
#include <ctnn/filters/correlate.hpp>
#include <ctnn/filters/filter.hpp>
#include <ctnn/filters/kernels.hpp>
#include <ctnn/io/read_png.hpp>

#include "embedded.hpp"
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

using namespace ctnn;

namespace {

// Light from the upper left: a convolution turns the kernel round, so that it comes from the lower
// right.
constexpr tensor<3, 3> relief{2, 1, 0, 1, 0, -1, 0, -1, -2};

// What becomes of the numbers that a byte cannot hold.
enum class shown {
    as_it_is,  // cut off at 0 and 255
    centred,   // half of it, around a middle grey: slopes have both signs
};

struct operation {
    const char* name;
    const char* what;
    shown how;
    filter_way way;
    operation_count own, dense;
    void (*apply)(plane<const float>, plane<float>);
};
template <auto Kernel>
constexpr operation filtering(const char* name, const char* what, shown how = shown::as_it_is) {
    using own = filter<Kernel>;
    return {name, what, how, own::way, own::operations, own::dense_operations, own::apply};
}

constexpr operation operations[] = {
    filtering<filters::identity>("identity", "the picture itself"),
    filtering<filters::shift<0, -1>>("shifted", "to the left by one pixel"),
    filtering<filters::shift<20, -30>>("shifted-far", "down by 20, to the left by 30"),
    filtering<filters::box_blur<3>>("blurred", "the mean of 3 x 3"),
    filtering<filters::box_blur<15>>("blurred-much", "the mean of 15 x 15"),
    filtering<filters::gaussian<5>>("gaussian", "a bell of 5 x 5"),
    filtering<filters::laplacian>("edges", "the Laplacian", shown::centred),
    filtering<filters::sobel_x>("slopes", "from left to right, after Sobel", shown::centred),
    filtering<filters::sharpen>("sharpened", "less its Laplacian"),
    filtering<relief>("correlation", "with a kernel that is not symmetric", shown::centred),
    filtering<turned_round(relief)>("convolution", "with the same kernel", shown::centred),
};

const char* in_words(filter_way way) {
    switch (way) {
        case filter_way::copy:
            return "copy";
        case filter_way::one_pass:
            return "one pass";
        case filter_way::two_passes:
            return "two passes";
        case filter_way::running_sums:
            return "running sums";
    }
    return "";
}

// ITU-R BT.601, as JPEG and television have it.
io::picture in_grey(const io::picture& from) {
    io::picture grey{.width = from.width, .height = from.height, .channels = 1, .pixels = {}};
    for (auto pixel = from.pixels.begin(); pixel != from.pixels.end(); pixel += 3)
        grey.pixels.push_back(static_cast<std::uint8_t>(
            std::lround(0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2])));
    return grey;
}

io::picture filtered(const io::picture& from, const operation& by) {
    io::picture result = from;
    const auto channels = static_cast<std::size_t>(from.channels);
    std::vector<float> x(from.pixels.size() / channels), y(x.size());
    for (std::size_t channel = 0; channel < channels; ++channel) {
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = from.pixels[i * channels + channel];
        by.apply({x.data(), from.height, from.width}, {y.data(), from.height, from.width});
        for (std::size_t i = 0; i < y.size(); ++i) {
            const float value = by.how == shown::centred ? 128 + y[i] / 2 : y[i];
            result.pixels[i * channels + channel] =
                static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.f, 255.f)));
        }
    }
    return result;
}

io::result<> run(const std::string& path, const std::filesystem::path& folder) {
    auto read = path.empty() ? io::decode_png(std::as_bytes(examples::embedded::cat), "cat.png")
                             : io::read_png(path);
    if (!read) return read.error();
    if (!std::filesystem::is_directory(folder))
        return io::expected_but_found(folder.string(), "a folder to write to", "no folder");

    const bool coloured = read->channels == 3;
    const io::picture grey = coloured ? in_grey(*read) : *read;
    std::printf("%d x %d pixels%s\n\n", grey.width, grey.height, coloured ? " in colour" : "");
    std::printf("filter         operations a pixel  way            what it shows\n");
    for (const operation& each : operations) {
        std::printf("%-14s %4d instead of %4d  %-13s  %s\n", each.name, each.own.total(),
                    each.dense.total(), in_words(each.way), each.what);
        const auto save = [&](const io::picture& of, const char* kind) {
            const io::picture result = filtered(of, each);
            return io::write_png(folder / (std::string{kind} + "-" + each.name + ".png"),
                                 result.width, result.height, result.channels, result.pixels);
        };
        if (auto done = save(grey, "grey"); !done) return done;
        if (!coloured) continue;
        if (auto done = save(*read, "colour"); !done) return done;
    }
    std::printf("\nwrote %zu pictures to %s\n", std::size(operations) * (coloured ? 2 : 1),
                folder.c_str());
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    std::string picture, folder = ".";
    CLI::App app{"Filters a picture, grey and in colour, and writes the results as PNG files."};
    app.option_defaults()->always_capture_default();
    app.add_option("picture", picture, "A PNG file; a cat where none is given");
    app.add_option("--output", folder, "The folder to write to");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 1;
    }
    if (auto done = run(picture, folder); !done) {
        std::fprintf(stderr, "%s\n", done.error().message.c_str());
        return 1;
    }
}
