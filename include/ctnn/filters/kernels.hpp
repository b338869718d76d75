// The well-known filters as constants: kernels to correlate a picture with.
#pragma once

#include <ctnn/base/tensor.hpp>

namespace ctnn::filters {

namespace detail {

constexpr int magnitude(int x) { return x < 0 ? -x : x; }

constexpr float binomial(int n, int k) {
    double result = 1;
    for (int i = 0; i < k; ++i) result = result * (n - i) / (i + 1);
    return static_cast<float>(result);
}

}  // namespace detail

// The picture itself.
inline constexpr tensor<1, 1> identity{1};

// The picture moved down and to the right by so many pixels, up and to the left where they are
// negative: shift<0, -1> moves it to the left by one. Zeros move in.
template <int Down, int Right>
inline constexpr auto shift = [] {
    constexpr int rows = detail::magnitude(Down), columns = detail::magnitude(Right);
    tensor<2 * rows + 1, 2 * columns + 1> kernel;
    kernel(rows - Down, columns - Right) = 1;
    return kernel;
}();

// The mean of Height x Width pixels.
template <int Height, int Width = Height>
inline constexpr auto box_blur = [] {
    tensor<Height, Width> kernel;
    for (float& tap : kernel) tap = 1 / static_cast<float>(Height * Width);
    return kernel;
}();

// A mean with the weights of a binomial distribution, the whole-numbered neighbour of a Gaussian
// with variance (Size - 1) / 4.
template <int Size>
inline constexpr auto gaussian = [] {
    tensor<Size, Size> kernel;
    float sum = 1;
    for (int i = 0; i < 2 * (Size - 1); ++i) sum *= 2;
    for (int i = 0; i < Size; ++i)
        for (int j = 0; j < Size; ++j)
            kernel(i, j) = detail::binomial(Size - 1, i) * detail::binomial(Size - 1, j) / sum;
    return kernel;
}();

// Slopes to the right and downwards. Source: Sobel and Feldman, 1968.
inline constexpr tensor<3, 3> sobel_x{-1, 0, 1, -2, 0, 2, -1, 0, 1};
inline constexpr tensor<3, 3> sobel_y{-1, -2, -1, 0, 0, 0, 1, 2, 1};

// The sum of both second derivatives: edges.
inline constexpr tensor<3, 3> laplacian{0, 1, 0, 1, -4, 1, 0, 1, 0};

// The picture without its Laplacian.
inline constexpr tensor<3, 3> sharpen{0, -1, 0, -1, 5, -1, 0, -1, 0};

}  // namespace ctnn::filters
