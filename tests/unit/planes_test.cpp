// Images that lie channel after channel: which do, and that convolutions, functions and pools on
// them are what their definitions say. Whole numbers, so that every sum is exact.
#include <ctnn/ctnn.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

constexpr int channels = 3, height = 11, width = 29, filters = 5;

using image = std::vector<float>;
float at(const image& x, int rows, int columns, int c, int i, int j) {
    return x[static_cast<std::size_t>((c * rows + i) * columns + j)];
}

// relu of a 1x1 convolution, straight from the definition.
image convolved(const std::vector<float>& p, const image& x) {
    image y;
    for (int f = 0; f < filters; ++f)
        for (int i = 0; i < height; ++i)
            for (int j = 0; j < width; ++j) {
                float sum = p[static_cast<std::size_t>(filters * channels + f)];
                for (int c = 0; c < channels; ++c)
                    sum += p[static_cast<std::size_t>(f * channels + c)] *
                           at(x, height, width, c, i, j);
                y.push_back(std::max(sum, 0.0f));
            }
    return y;
}

struct window_of_pool {
    int rows, columns, stride_down, stride_across, top, left, out_rows, out_columns;
};

// The largest number of every window, or the sum, which is divided by its size, padding included.
image pooled(const image& x, const window_of_pool& w, bool is_average) {
    image y;
    for (int c = 0; c < filters; ++c)
        for (int i = 0; i < w.out_rows; ++i)
            for (int j = 0; j < w.out_columns; ++j) {
                float largest = -INFINITY, sum = 0;
                for (int m = 0; m < w.rows; ++m)
                    for (int n = 0; n < w.columns; ++n) {
                        const int row = i * w.stride_down + m - w.top;
                        const int column = j * w.stride_across + n - w.left;
                        if (row < 0 || row >= height || column < 0 || column >= width) continue;
                        const float here = at(x, height, width, c, row, column);
                        largest = std::max(largest, here);
                        sum += here;
                    }
                y.push_back(is_average ? sum / static_cast<float>(w.rows * w.columns) : largest);
            }
    return y;
}

template <class Pool>
using with_pool = network<input<channels, height, width>, conv2d<filters, kernel<1>>, relu, Pool>;

template <class Net, simd::target Machine>
image predicted(const std::vector<float>& p, const image& x) {
    const auto weights = std::make_unique<parameters<Net>>();
    std::copy(p.begin(), p.end(), weights->data());
    const auto net = std::make_unique<predictor<Net, float, Machine>>(*weights);
    tensor<channels, height, width> picture;
    std::copy(x.begin(), x.end(), picture.begin());
    const auto y = (*net)(picture);
    return {y.begin(), y.end()};
}

template <class Pool> void check(const window_of_pool& w, bool is_average) {
    using net = with_pool<Pool>;
    static_assert(net::plan.places[0].form.planar());
    static_assert(net::plan.places[1].form.planar());
    static_assert(net::plan.places[3].form.planar());
    std::vector<float> p(filters * channels + filters);
    image x(channels * height * width);
    for (std::size_t i = 0; i < p.size(); ++i) p[i] = static_cast<float>(i * 7 % 13) - 6;
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i * 11 % 17) - 8;
    const image expected = pooled(convolved(p, x), w, is_average);
    CHECK(predicted<net, simd::native>(p, x) == expected);
    CHECK(predicted<net, simd::scalar>(p, x) == expected);
}

TEST_CASE("pools of planes") {
    SUBCASE("next to each other, the last row and column left out") {
        check<max_pool2d<kernel<2>, round_down>>({2, 2, 2, 2, 0, 0, 5, 14}, false);
    }
    SUBCASE("overlapping, padded on all sides") {
        check<max_pool2d<kernel<3>, stride<2>, padding<1>>>({3, 3, 2, 2, 1, 1, 6, 15}, false);
    }
    SUBCASE("step by step") {
        check<max_pool2d<kernel<2, 4>, stride<1>>>({2, 4, 1, 1, 0, 0, 10, 26}, false);
    }
    SUBCASE("three apart") {
        check<max_pool2d<kernel<3>, round_down>>({3, 3, 3, 3, 0, 0, 3, 9}, false);
    }
    SUBCASE("averages") {
        check<avg_pool2d<kernel<2>, round_down>>({2, 2, 2, 2, 0, 0, 5, 14}, true);
    }
    SUBCASE("averages of four columns, padded at one side") {
        check<avg_pool2d<kernel<2, 4>, stride<1, 2>, padding<1, 2, 0, 1>>>(
            {2, 4, 1, 2, 1, 2, 11, 15}, true);
    }
}

// Sixteen filters fill the lanes; a stride takes pixels apart; a layer that knows no planes keeps
// what it reads in pixels.
static_assert(!network<input<3, 32, 32>, conv2d<16, kernel<3>>>::plan.places[0].form.planar());
static_assert(
    !network<input<3, 32, 32>, conv2d<6, kernel<2>, stride<2>>>::plan.places[1].form.planar());
static_assert(
    !network<input<3, 32, 32>, conv2d<6, kernel<3>>, softmax>::plan.places[1].form.planar());
// What is read as it lies is not copied.
static_assert(network<input<3, 32, 32>, conv2d<6, kernel<3>>>::plan.input_is_outside);
static_assert(network<input<3, 32, 32>, conv2d<6, kernel<3>>>::plan.size == 0);
static_assert(!network<input<3, 32, 32>, conv2d<6, kernel<3>, padding<1>>>::plan.input_is_outside);
static_assert(!network<input<8>, relu, linear<4>>::plan.input_is_outside);
static_assert(network<input<8>, linear<4>, relu>::plan.size == 0);

}  // namespace
