// Filters that are constants: the way each works, what a pixel takes, and their results in constant
// expressions.
#include <ctnn/filters/correlate.hpp>
#include <ctnn/filters/filter.hpp>
#include <ctnn/filters/kernels.hpp>

using namespace ctnn;

namespace {

template <auto Kernel> constexpr bool takes(filter_way way, int additions, int multiplications) {
    return filter<Kernel>::way == way &&
           filter<Kernel>::operations == operation_count{additions, multiplications};
}

using enum filter_way;

static_assert(takes<filters::identity>(copy, 0, 0));
static_assert(takes<filters::shift<0, -1>>(copy, 0, 0));
static_assert(takes<filters::shift<5, 17>>(copy, 0, 0));
static_assert(takes<tensor<1, 1>{3}>(copy, 0, 1));
static_assert(takes<filters::laplacian>(one_pass, 4, 1));  // five operations a pixel
static_assert(takes<filters::sharpen>(one_pass, 4, 1));
static_assert(takes<filters::sobel_x>(two_passes, 3, 1));  // a difference; a + c + 2 b
static_assert(takes<filters::sobel_y>(two_passes, 3, 1));
static_assert(takes<filters::gaussian<3>>(two_passes, 4, 3));
static_assert(takes<filters::gaussian<5>>(two_passes, 8, 5));
static_assert(takes<filters::box_blur<3>>(two_passes, 4, 1));
static_assert(takes<filters::box_blur<5>>(running_sums, 2 + 4, 1));
static_assert(takes<filters::box_blur<15>>(running_sums, 2 + 14, 1));
static_assert(takes<filters::box_blur<99>>(running_sums, 2 + 9,
                                           1));  // 2, 4 ... 64; 1 + 2 + 32 + 64
static_assert(filter<filters::box_blur<15>>::dense_operations == operation_count{224, 225});

// Zero taps cost nothing, taps of 1 and -1 are additions, equal taps are factored.
static_assert(takes<tensor<3, 3>{1, 0, 0, 0, 0, 0, 0, 0, -1}>(one_pass, 1, 0));
static_assert(takes<tensor<3, 3>{7, 0, 5, 0, 0, 0, 5, 0, 7}>(one_pass, 3, 2));
static_assert(takes<tensor<1, 4>{3, 6, 3, 6}>(one_pass, 3, 2));  // 3 (a + c + 2 (b + d))
// Nine different numbers are nine products; 1 is none.
static_assert(takes<tensor<3, 3>{8, 1, 6, 3, 5, 7, 4, 9, 2}>(one_pass, 8, 8));

// Whole numbers are exact: the results are those of the definition.
constexpr tensor<5, 5> magic5{17, 24, 1,  8,  15, 23, 5, 7,  14, 16, 4, 6, 13,
                              20, 22, 10, 12, 19, 21, 3, 11, 18, 25, 2, 9};
template <auto Kernel>
constexpr bool is_correlation =
    filter<Kernel>{}(magic5) == correlate<mode::same>(magic5, Kernel) &&
    filter<turned_round(Kernel)>{}(magic5) == correlate<mode::same>(magic5, turned_round(Kernel));

template <int Height, int Width> constexpr tensor<Height, Width> ones() {
    tensor<Height, Width> kernel;
    for (float& tap : kernel) tap = 1;
    return kernel;
}

static_assert(is_correlation<filters::identity>);
static_assert(is_correlation<filters::shift<1, 0>>);
static_assert(is_correlation<filters::shift<-2, 3>>);
static_assert(is_correlation<filters::shift<0, 9>>);  // nothing is left
static_assert(is_correlation<filters::laplacian>);
static_assert(is_correlation<filters::sobel_x>);
static_assert(is_correlation<filters::sharpen>);
static_assert(is_correlation<filters::gaussian<3>>);
static_assert(is_correlation<filters::gaussian<7>>);
static_assert(is_correlation<ones<3, 3>()>);
static_assert(is_correlation<ones<6, 1>()>);
static_assert(is_correlation<ones<1, 6>()>);
static_assert(is_correlation<ones<9, 11>()>);
static_assert(is_correlation<ones<2, 45>()>);
static_assert(is_correlation<tensor<3, 3>{8, 1, 6, 3, 5, 7, 4, 9, 2}>);
static_assert(is_correlation<tensor<2, 4>{8, 1, 6, 3, 5, 7, 4, 9}>);
static_assert(is_correlation<tensor<2, 2>{-1, -2, -2, -4}>);

// The lecture's words: moved to the left by one pixel.
static_assert(filter<filters::shift<0, -1>>{}(tensor<1, 4>{1, 2, 3, 4}) ==
              tensor<1, 4>{2, 3, 4, 0});

// Every channel for itself.
static_assert(filter<filters::shift<1, 0>>{}(tensor<2, 2, 1>{1, 2, 3, 4}) ==
              tensor<2, 2, 1>{0, 1, 0, 3});

}  // namespace
