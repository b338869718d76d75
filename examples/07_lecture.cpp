// The lecture, row by row, in the terminal: every number is computed here, most of them by the
// compiler.
#include <ctnn/ctnn.hpp>
#include <ctnn/models/lenet5_1998.hpp>

#include "embedded.hpp"
#include "lenet5.hpp"
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace ctnn;

namespace {

void heading(const char* text) { std::printf("\n%s\n\n", text); }

std::string in_words(const shape& extents) { return std::string{sentence{extents}.view()}; }

// The rows of numbers, side by side under their titles.
struct column {
    std::string title;
    std::vector<std::string> lines;
};
template <class Tensor> column numbers(const std::string& title, const Tensor& x) {
    column result{title, {}};
    const int width = x.extents[x.extents.rank - 1];
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (i % static_cast<std::size_t>(width) == 0) result.lines.emplace_back();
        char text[16];
        std::snprintf(text, sizeof text, "%5.4g", static_cast<double>(x.data()[i]));
        result.lines.back() += text;
    }
    return result;
}
void print(std::span<const column> columns) {
    std::size_t lines = 0;
    for (const column& each : columns) lines = std::max(lines, each.lines.size());
    for (std::size_t line = 0; line <= lines; ++line) {
        std::string text;
        for (const column& each : columns) {
            const std::string& own = each.lines.empty() ? each.title : each.lines[0];
            const std::size_t width = std::max(each.title.size(), own.size()) + 3;
            std::string piece;
            if (line == 0) piece = each.title;
            if (line > 0 && line <= each.lines.size()) piece = each.lines[line - 1];
            piece.resize(width, ' ');
            text += piece;
        }
        std::printf("  %s\n", text.substr(0, text.find_last_not_of(' ') + 1).c_str());
    }
    std::printf("\n");
}

// ------------------------------------------------------------------------------------ output sizes

template <class Net> void print_size(const char* options) {
    std::printf("  %-9s %-34s -> %s\n", in_words(Net::input_shape).c_str(), options,
                in_words(Net::output_shape).c_str());
}

void output_sizes() {
    heading("Output sizes: (N - F + 2P)/S + 1");
    print_size<network<input<1, 7, 7>, conv2d<1, kernel<3>>>>("F = 3, S = 1");
    print_size<network<input<1, 7, 7>, conv2d<1, kernel<3>, stride<2>>>>("F = 3, S = 2");
    print_size<network<input<1, 7, 7>, conv2d<1, kernel<3>, padding<1>>>>("F = 3, P = 1");
    print_size<network<input<1, 9, 9>, conv2d<1, kernel<3>, padding_same>>>("F = 3, same (P = 1)");
    print_size<network<input<1, 9, 9>, conv2d<1, kernel<3>>>>("F = 3, valid (P = 0)");

    std::printf("\n  S = 3 does not fit, 4/3 is no whole number. The compiler says:\n\n");
    const auto* const text =
        reinterpret_cast<const char*>(examples::embedded::lecture_stride_of_three.data());
    std::string_view test{text, examples::embedded::lecture_stride_of_three.size()};
    while (!test.empty()) {
        const std::string_view line = test.substr(0, test.find('\n'));
        test.remove_prefix(std::min(line.size() + 1, test.size()));
        constexpr std::string_view shown = "// shows: ";
        if (line.starts_with(shown))
            std::printf("    %.*s\n", static_cast<int>(line.size() - shown.size()),
                        line.data() + shown.size());
    }
}

// ------------------------------------------------------------------------ correlation, convolution

template <mode How, class X, class W> void print_both(const char* name, const X& x, const W& w) {
    const column columns[] = {numbers(std::string{"correlation, "} + name, correlate<How>(x, w)),
                              numbers(std::string{"convolution, "} + name, convolve<How>(x, w))};
    print(columns);
}

void in_one_dimension() {
    heading(
        "1-D: correlation y[i] = sum of w[m] x[i+m-1], convolution with the kernel turned round");
    constexpr tensor<6> x{1, 2, 4, 7, 3, 0};
    constexpr tensor<3> w{1, 0, -1};
    static_assert(convolve(x, w) == correlate(x, turned_round(w)));
    const column given[] = {numbers("x", x), numbers("w", w)};
    print(given);
    print_both<mode::valid>("valid", x, w);
    print_both<mode::same>("same", x, w);
    print_both<mode::full>("full", x, w);
}

constexpr tensor<5, 5> magic5{17, 24, 1,  8,  15, 23, 5, 7,  14, 16, 4, 6, 13,
                              20, 22, 10, 12, 19, 21, 3, 11, 18, 25, 2, 9};

void in_two_dimensions() {
    heading("2-D: magic(5) and magic(3)");
    constexpr tensor<3, 3> magic3{8, 1, 6, 3, 5, 7, 4, 9, 2};
    const column given[] = {numbers("x", magic5), numbers("w", magic3)};
    print(given);
    print_both<mode::same>("same", magic5, magic3);
    print_both<mode::valid>("valid", magic5, magic3);
}

void linear_filters() {
    heading("Filters: a bright square (06_filters shows them on a photograph)");
    constexpr auto square = [] {
        tensor<6, 6> x;
        for (int i = 1; i < 5; ++i)
            for (int j = 1; j < 5; ++j) x(i, j) = 9;
        return x;
    }();
    constexpr auto left = filter<filters::shift<0, -1>>{}(square);
    constexpr auto blurred = filter<filters::box_blur<3>>{}(square);
    constexpr auto edges = filter<filters::laplacian>{}(square);
    const column columns[] = {numbers("the picture", square), numbers("left by one", left)};
    const column more[] = {numbers("blurred, 3 x 3", blurred), numbers("edges, Laplacian", edges)};
    print(columns);
    print(more);
    std::printf("  Operations a pixel: %d for the shift, %d for the blur, %d for the Laplacian.\n",
                filter<filters::shift<0, -1>>::operations.total(),
                filter<filters::box_blur<3>>::operations.total(),
                filter<filters::laplacian>::operations.total());
}

// ------------------------------------------------------------------------------------------ layers

void pooling() {
    heading("Pooling one depth slice, 2 x 2 with stride 2");
    constexpr tensor<1, 4, 4> x{1, 1, 2, 4, 5, 6, 7, 8, 3, 2, 1, 0, 1, 2, 3, 4};
    predictor<network<input<1, 4, 4>, max_pool2d<kernel<2>>>> largest{{}};
    predictor<network<input<1, 4, 4>, avg_pool2d<kernel<2>>>> mean{{}};
    const column columns[] = {numbers("x", x), numbers("largest", largest(x)),
                              numbers("mean", mean(x))};
    print(columns);
    std::printf("  (1 + 1 + 5 + 6)/4 is 3.25; the slide has 4.25 there.\n");
}

void a_convolution_layer() {
    heading("A convolution layer there and back: x is 1x3x3, w 1x1x2x2, b = 1, L = sum of y dL/dy");
    using net = network<input<1, 3, 3>, conv2d<1, kernel<2>>>;
    const tensor<1, 3, 3> x{1, 2, 0, 0, 1, 3, 2, 1, 1};
    const parameters<net> weights{1, 2, 0, -1, 1};  // w, b
    const tensor<1, 2, 2> dy{1, 0, 0, 2};

    trainable<net> layer{weights};
    const auto y = layer.forward(x);
    tensor<1, 3, 3> dx;
    layer.backward(x, dy, dx);
    const column there[] = {numbers("x", x), numbers("w", get<"0.weight">(weights)),
                            numbers("y", y)};
    const column back[] = {numbers("dL/dy", dy), numbers("dL/dx", dx),
                           numbers("dL/dw", get<"0.weight">(layer.gradients())),
                           numbers("dL/db", get<"0.bias">(layer.gradients()))};
    print(there);
    print(back);
    std::printf(
        "  By hand: y[1,1] = 1*1 + 2*2 + 0*0 - 1*1 + 1 = 5;  dL/dx[2,2] = 1*(-1) + 2*1 = 1;\n"
        "  dL/dw[1,1] = 1*1 + 2*1 = 3;  dL/db = 1 + 0 + 0 + 2 = 3.\n");
}

// ------------------------------------------------------------------------------------------- boxes

// Boxes for tensors, one beside the other: as high as a quarter of their images.
void draw_boxes(std::span<const shape> tensors) {
    const auto rows_of = [](const shape& s) { return s.rank == 3 ? std::max(1, s[1] / 4) : 1; };
    int rows = 0;
    for (const shape& each : tensors) rows = std::max(rows, rows_of(each) + 2);
    for (int row = 0; row < rows; ++row) {
        std::string line;
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            const std::string label = in_words(tensors[i]);
            const int own = rows_of(tensors[i]) + 2, top = (rows - own) / 2;
            const bool middle = row == (rows - 1) / 2;
            if (i > 0) line += middle ? " > " : "   ";
            if (row < top || row >= top + own) {
                line += std::string(label.size() + 2, ' ');
            } else if (row == top || row == top + own - 1) {
                line += '+' + std::string(label.size(), '-') + '+';
            } else {
                line += '|' + (middle ? label : std::string(label.size(), ' ')) + '|';
            }
        }
        std::printf("  %s\n", line.substr(0, line.find_last_not_of(' ') + 1).c_str());
    }
    std::printf("\n");
}

template <class Net> void draw(const char* title) {
    heading(title);
    std::vector<shape> tensors{Net::input_shape};
    std::string list;
    hana::for_each(Net::layers, [&](auto layer) {
        if (layer.output_shape == layer.input_shape || layer.spelling == "flatten") return;
        tensors.push_back(layer.output_shape);
        char text[120];
        std::snprintf(text, sizeof text, "  %-52s %8s  %6lld parameters\n",
                      std::string{layer.spelling}.c_str(), in_words(layer.output_shape).c_str(),
                      static_cast<long long>(layer.parameter_count));
        list += text;
    });
    draw_boxes(tensors);
    std::printf("%s  %-52s %8s  %6lld parameters, %lld multiply-adds\n", list.c_str(), "in all", "",
                static_cast<long long>(Net::parameter_count),
                static_cast<long long>(Net::mac_count));
}

}  // namespace

int main() {
    std::puts("Convolutional networks: the lecture in numbers");
    output_sizes();
    in_one_dimension();
    in_two_dimensions();
    linear_filters();
    pooling();
    a_convolution_layer();
    draw<examples::lenet5>("LeNet-5 as it is used today");
    draw<lenet5_1998>("LeNet-5 of 1998 (scaled tanh behind every layer but the last)");
    heading(
        "03_lecture_mlp trains the lecture's first network, 01_lenet5 recognises pictures,\n"
        "02_train_lenet5 and 08_lenet5_1998 train both networks above.");
}
