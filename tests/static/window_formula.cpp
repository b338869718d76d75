// (N - F + 2P)/S + 1: the lecture's numbers, and every small window against a walk over its
// positions.
#include <ctnn/base/window.hpp>

using namespace ctnn;

constexpr int count(int extent, const window& w) { return slide(extent, w).count; }
constexpr bool is_fault(int extent, const window& w, window_fault fault) {
    return slide(extent, w).fault == fault;
}

// N=7, F=3: S=1 gives 5, S=2 gives 3, and S=3 does not fit: 4/3.
static_assert(count(7, {.kernel = 3}) == 5);
static_assert(count(7, {.kernel = 3, .stride = 2}) == 3);
static_assert(is_fault(7, {.kernel = 3, .stride = 3}, window_fault::stride_does_not_fit));
static_assert(slide(7, {.kernel = 3, .stride = 3}).remainder == 1);
// P=1 keeps 7 and 9; P=0 leaves 7 of 9.
static_assert(count(7, {.kernel = 3, .before = 1, .after = 1}) == 7);
static_assert(count(9, {.kernel = 3, .before = 1, .after = 1}) == 9);
static_assert(count(9, {.kernel = 3}) == 7);
// ResNet's stem, 224 with 7/2 and P=3, gives 112.5.
static_assert(is_fault(224, {.kernel = 7, .stride = 2, .before = 3, .after = 3},
                       window_fault::stride_does_not_fit));
static_assert(count(224,
                    {.kernel = 7, .stride = 2, .before = 3, .after = 3, .round = rounding::down}) ==
              112);
static_assert(is_fault(0, {}, window_fault::not_positive));
static_assert(is_fault(5, {.kernel = 0}, window_fault::not_positive));
static_assert(is_fault(5, {.kernel = 3, .stride = 0}, window_fault::not_positive));
static_assert(is_fault(5, {.kernel = 3, .before = -1}, window_fault::negative_padding));
static_assert(is_fault(4, {.kernel = 5}, window_fault::too_large));

// By definition: the window starts in front of the padding and moves on while its last tap lies
// inside.
struct walk {
    int whole = 0;      // positions that lie inside the padded axis
    bool fits = false;  // the last of them ends where the padded axis ends
    bool more = false;  // one more would start before the padding behind the axis
};
constexpr walk walk_over(int extent, const window& w) {
    walk result;
    const int end = extent + w.after;
    int start = -w.before;
    for (; start + (w.kernel - 1) * w.dilation < end; start += w.stride) {
        ++result.whole;
        result.fits = start + (w.kernel - 1) * w.dilation == end - 1;
    }
    result.more = start < extent;
    return result;
}

constexpr bool agrees(int extent, window w) {
    const walk expected = walk_over(extent, w);
    if (expected.whole == 0) return is_fault(extent, w, window_fault::too_large);
    const bool exact = expected.fits ? count(extent, w) == expected.whole
                                     : is_fault(extent, w, window_fault::stride_does_not_fit);
    w.round = rounding::down;
    const bool down = count(extent, w) == expected.whole;
    w.round = rounding::up;
    const bool up = count(extent, w) == expected.whole + (!expected.fits && expected.more ? 1 : 0);
    return exact && down && up;
}

template <int Extent> constexpr bool all_agree() {
    for (int kernel = 1; kernel <= 12; ++kernel)
        for (int stride = 1; stride <= 5; ++stride)
            for (int dilation = 1; dilation <= 3; ++dilation)
                for (int before = 0; before <= 3; ++before)
                    for (int after = 0; after <= 3; ++after)
                        if (!agrees(Extent, {kernel, stride, before, after, dilation}))
                            return false;
    return true;
}
static_assert(all_agree<1>() && all_agree<2>() && all_agree<3>() && all_agree<4>());
static_assert(all_agree<5>() && all_agree<6>() && all_agree<7>() && all_agree<8>());
static_assert(all_agree<9>() && all_agree<10>() && all_agree<11>() && all_agree<12>());
