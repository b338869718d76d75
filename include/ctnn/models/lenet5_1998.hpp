// The LeNet-5 of 1998 as it was published: a picture of 32 x 32 in, its distance from ten bitmaps
// out.
#pragma once

#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/linear.hpp>
#include <ctnn/layers/rbf.hpp>
#include <ctnn/layers/scaled_tanh.hpp>
#include <ctnn/layers/subsample2d.hpp>
#include <ctnn/network.hpp>

#include <string_view>

namespace ctnn {

// Which of S2's six maps each of C3's sixteen filters sees: the paper's table I, turned on its
// side.
struct lenet5_c3 {
    static constexpr bool connected[16][6] = {
        {1, 1, 1, 0, 0, 0}, {0, 1, 1, 1, 0, 0}, {0, 0, 1, 1, 1, 0}, {0, 0, 0, 1, 1, 1},
        {1, 0, 0, 0, 1, 1}, {1, 1, 0, 0, 0, 1}, {1, 1, 1, 1, 0, 0}, {0, 1, 1, 1, 1, 0},
        {0, 0, 1, 1, 1, 1}, {1, 0, 0, 1, 1, 1}, {1, 1, 0, 0, 1, 1}, {1, 1, 1, 0, 0, 1},
        {1, 1, 0, 1, 1, 0}, {0, 1, 1, 0, 1, 1}, {1, 0, 1, 1, 0, 1}, {1, 1, 1, 1, 1, 1}};
};

namespace detail {

// Digits of 7 x 12 pixels in the manner of the paper's figure 3, five in a row.
inline constexpr std::string_view digit_pixels =
    "..###.. ...##.. .#####. ####### ....##."
    ".##.##. ..###.. ##...## .....## ...###."
    "##...## .####.. ##...## ....##. ..####."
    "##...## ...##.. .....## ...##.. .##.##."
    "##...## ...##.. ....##. ..####. ##..##."
    "##...## ...##.. ...##.. .....## ##..##."
    "##...## ...##.. ..##... .....## ##..##."
    "##...## ...##.. .##.... .....## #######"
    "##...## ...##.. ##..... ##...## ....##."
    ".##.##. ...##.. ##..... ##...## ....##."
    "..###.. .###### ####### .#####. ....##."
    "....... ....... ....... ....... ......."
    "####### ..####. ####### .#####. .#####."
    "##..... .##.... ##...## ##...## ##...##"
    "##..... ##..... .....## ##...## ##...##"
    "##..... ##..... ....##. ##...## ##...##"
    "######. ######. ....##. .#####. ##...##"
    ".....## ##...## ...##.. ##...## ##...##"
    ".....## ##...## ...##.. ##...## .######"
    ".....## ##...## ..##... ##...## .....##"
    "##...## ##...## ..##... ##...## .....##"
    "##...## ##...## .##.... ##...## ....##."
    ".#####. .#####. .##.... .#####. .####.."
    "....... ....... ....... ....... .......";

struct bitmaps {
    signed char centres[10][84];
};
inline constexpr bitmaps digit_bitmaps = [] {
    constexpr int width = 7, height = 12, in_a_row = 5, line = in_a_row * (width + 1) - 1;
    bitmaps result{};
    for (int digit = 0; digit < 10; ++digit)
        for (int pixel = 0; pixel < width * height; ++pixel) {
            const int row = digit / in_a_row * height + pixel / width;
            const int column = digit % in_a_row * (width + 1) + pixel % width;
            const bool black = digit_pixels[static_cast<std::size_t>(row * line + column)] == '#';
            result.centres[digit][pixel] = black ? 1 : -1;
        }
    return result;
}();

}  // namespace detail

// What F6 is to show for each class: the pixels of a digit, 1 for black and -1 for white. For other
// classes than digits they are as good as any codes that lie far apart.
struct lenet5_bitmaps {
    static constexpr const auto& centres = detail::digit_bitmaps.centres;
};

// All of it but the last layer.
template <class Output>
using lenet5_1998_with = network<                                //
    input<1, 32, 32>,                                            //
    conv2d<6, kernel<5>>, scaled_tanh,                           // C1
    subsample2d<kernel<2>>, scaled_tanh,                         // S2
    conv2d<16, kernel<5>, connections<lenet5_c3>>, scaled_tanh,  // C3
    subsample2d<kernel<2>>, scaled_tanh,                         // S4
    conv2d<120, kernel<5>>, scaled_tanh,                         // C5
    flatten, linear<84>, scaled_tanh,                            // F6
    Output>;

// The network of the paper, 60,000 parameters: the class is that of the smallest output. Trained
// with rbf_loss. Its pictures are 32 x 32, a digit of 20 x 20 in the middle, white being -0.1 and
// black 1.175. PyTorch: an nn.Sequential with the same layers, of which C3 is a convolution with
// masked weights.
//
// Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
// recognition", Proceedings of the IEEE 86, 1998, section II B.
using lenet5_1998 = lenet5_1998_with<rbf<10, fixed_centres<lenet5_bitmaps>>>;

// The same with centres that are trained, from numbers between -1 and 1 on.
using lenet5_1998_with_trained_centres = lenet5_1998_with<rbf<10>>;

}  // namespace ctnn
