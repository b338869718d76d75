// Correlation and convolution in constant expressions, against the lecture's and SciPy's numbers.
#include <ctnn/filters/correlate.hpp>

using namespace ctnn;

namespace {

constexpr tensor<5, 5> magic5{17, 24, 1,  8,  15, 23, 5, 7,  14, 16, 4, 6, 13,
                              20, 22, 10, 12, 19, 21, 3, 11, 18, 25, 2, 9};
constexpr tensor<3, 3> magic3{8, 1, 6, 3, 5, 7, 4, 9, 2};

// The lecture's pictures; the valid results are the inner part of those of the same size.
static_assert(correlate<mode::same>(magic5, magic3) ==
              tensor<5, 5>{470, 329, 244, 334, 299, 359, 405, 570, 585, 479, 229, 550, 615,
                           730, 409, 309, 595, 760, 575, 349, 263, 504, 434, 339, 222});
static_assert(correlate(magic5, magic3) ==
              tensor<3, 3>{405, 570, 585, 550, 615, 730, 595, 760, 575});
static_assert(convolve<mode::same>(magic5, magic3) ==
              tensor<5, 5>{220, 441, 346, 276, 231, 431, 595, 410, 575, 471, 371, 440, 555,
                           620, 551, 301, 585, 600, 765, 421, 247, 446, 536, 451, 128});
static_assert(convolve(magic5, magic3) ==
              tensor<3, 3>{595, 410, 575, 440, 555, 620, 585, 600, 765});

// By hand: 1·1 + 0·2 - 1·3 and so on, and with the signal's zeros outside.
static_assert(correlate(tensor<5>{1, 2, 4, 8, 16}, tensor<3>{1, 0, -1}) == tensor<3>{-3, -6, -12});
static_assert(convolve(tensor<5>{1, 2, 4, 8, 16}, tensor<3>{1, 0, -1}) == tensor<3>{3, 6, 12});
static_assert(correlate<mode::full>(tensor<2>{1, 2}, tensor<3>{1, 10, 100}) ==
              tensor<4>{100, 210, 21, 2});

// Turning the kernel round exchanges the two.
static_assert(convolve<mode::full>(magic5, turned_round(magic3)) ==
              correlate<mode::full>(magic5, magic3));
static_assert(turned_round(tensor<2, 1, 1, 2>{1, 2, 3, 4}) == tensor<2, 1, 1, 2>{2, 1, 4, 3});

#define CORRELATION(how, x, w, correlation, convolution)        \
    static_assert(correlate<mode::how>(x, w) == (correlation)); \
    static_assert(convolve<mode::how>(x, w) == (convolution));
// The preprocessor takes a list in braces for several arguments unless it stands in parentheses.
#include "../golden/correlations.inc"

}  // namespace
