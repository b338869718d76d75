// The elements that each window of a pool covers, against a walk over all elements.
#include <ctnn/kernels/windows.hpp>

#include <initializer_list>

using namespace ctnn;
using namespace ctnn::kernels;

// By definition: window `position` holds the elements start + m D, m < kernel, that there are;
// PyTorch counts those in the declared padding, too.
constexpr bool is_as_defined(const window& w, int extent, int position, const covered& found) {
    int inside = 0, declared = 0, first = 0;
    for (int m = 0; m < w.kernel; ++m) {
        const int element = position * w.stride - w.before + m * w.dilation;
        if (element < extent + w.after) ++declared;
        if (element < 0 || element >= extent) continue;
        if (inside++ == 0) first = element;
    }
    return found.count == inside && found.counted == declared &&
           (inside == 0 || (found.begin == first && (inside == 1 || found.step == w.dilation)));
}

// Every window of up to four elements over an axis of `extent`, however the size is rounded.
constexpr bool sliding_windows_are_as_defined(int extent) {
    for (window w{.kernel = 1}; w.kernel <= 4; ++w.kernel)
        for (w.stride = 1; w.stride <= 3; ++w.stride)
            for (w.dilation = 1; w.dilation <= 3; ++w.dilation)
                for (w.before = 0; w.before <= 2; ++w.before)
                    for (w.after = 0; w.after <= 2; ++w.after)
                        for (const rounding how : {rounding::down, rounding::up}) {
                            w.round = how;
                            const int count = slide(extent, w).count;
                            for (int i = 0; i < count; ++i)
                                if (!is_as_defined(w, extent, i, cover({w}, extent, count, i)))
                                    return false;
                        }
    return true;
}
static_assert(sliding_windows_are_as_defined(1));
static_assert(sliding_windows_are_as_defined(2));
static_assert(sliding_windows_are_as_defined(3));
static_assert(sliding_windows_are_as_defined(5));
static_assert(sliding_windows_are_as_defined(8));

// Window i of n holds element e if i N/n < e + 1 and e < (i + 1) N/n.
constexpr bool adaptive_windows_are_as_defined(int extent, int count) {
    for (int i = 0; i < count; ++i) {
        const covered found = cover({.adaptive = true}, extent, count, i);
        if (found.step != 1 || found.counted != found.count) return false;
        for (int e = 0; e < extent; ++e) {
            const bool inside = i * extent < (e + 1) * count && e * count < (i + 1) * extent;
            if (inside != (e >= found.begin && e < found.begin + found.count)) return false;
        }
    }
    return true;
}
static_assert([] {
    for (int extent = 1; extent <= 12; ++extent)
        for (int count = 1; count <= 12; ++count)
            if (!adaptive_windows_are_as_defined(extent, count)) return false;
    return true;
}());

// Windows that tile an axis may be written without being cleared first.
constexpr bool covers_each_once(const axis_windows& axis, int extent, int count) {
    for (int e = 0; e < extent; ++e) {
        int times = 0;
        for (int i = 0; i < count; ++i) {
            const covered found = cover(axis, extent, count, i);
            for (int k = 0; k < found.count; ++k) times += found.begin + k * found.step == e;
        }
        if (times != 1) return false;
    }
    return true;
}
static_assert([] {
    for (int extent = 1; extent <= 6; ++extent) {
        for (window w{.kernel = 1, .round = rounding::down}; w.kernel <= 4; ++w.kernel)
            for (w.stride = 1; w.stride <= 4; ++w.stride)
                for (w.before = 0; w.before <= 1; ++w.before) {
                    const int count = slide(extent, w).count;
                    if (tiles({w}, extent, count) && !covers_each_once({w}, extent, count))
                        return false;
                }
        for (int count = 1; count <= 6; ++count)
            if (tiles({.adaptive = true}, extent, count) &&
                !covers_each_once({.adaptive = true}, extent, count))
                return false;
    }
    return true;
}());
static_assert(tiles({{.kernel = 2, .stride = 2}}, 6, 3));
static_assert(tiles({.adaptive = true}, 6, 3));
static_assert(!tiles({.adaptive = true}, 3, 6));
