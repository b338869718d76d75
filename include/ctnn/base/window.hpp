// The lecture's formula, once: how many positions a window takes on a padded axis.
#pragma once

#include <cstdint>
#include <limits>

namespace ctnn {

// What to do where the stride does not divide the way the window can travel.
//   exact  it is a fault (the default: PyTorch rounds down in silence)
//   down   leave the elements after the last whole step unread (PyTorch's default)
//   up     take one more, partly outside, position (PyTorch's ceil_mode=True)
enum class rounding { exact, down, up };

// A window of `kernel` elements, `dilation` apart, that moves by `stride` over an axis with
// `before` and `after` elements of padding.
struct window {
    int kernel = 1;
    int stride = 1;
    int before = 0;
    int after = 0;
    int dilation = 1;
    rounding round = rounding::exact;

    // How many neighbouring elements the window covers, the gaps of a dilated one included.
    constexpr std::int64_t reach() const { return std::int64_t{dilation} * (kernel - 1) + 1; }

    friend constexpr bool operator==(const window&, const window&) = default;
};

enum class window_fault { none, not_positive, negative_padding, too_large, stride_does_not_fit };

// The number of positions, or why there is none.
struct positions {
    int count = 0;
    window_fault fault = window_fault::none;
    std::int64_t remainder = 0;  // elements left over by the last whole step
};

// (N - F + 2P)/S + 1 for an axis of N = `extent` elements; F is the window's reach, 2P the padding
// of both ends. Rounded up, a last position that would start in the padding behind the axis is
// dropped, as in PyTorch.
constexpr positions slide(int extent, const window& w) {
    if (extent < 1 || w.kernel < 1 || w.stride < 1 || w.dilation < 1)
        return {0, window_fault::not_positive, 0};
    if (w.before < 0 || w.after < 0) return {0, window_fault::negative_padding, 0};
    const std::int64_t padded = std::int64_t{extent} + w.before + w.after;
    const std::int64_t way = padded - w.reach();
    if (way < 0) return {0, window_fault::too_large, 0};
    const std::int64_t remainder = way % w.stride;
    std::int64_t count = way / w.stride + 1;
    if (remainder != 0) {
        if (w.round == rounding::exact) return {0, window_fault::stride_does_not_fit, remainder};
        const bool starts_inside = count * w.stride < std::int64_t{extent} + w.before;
        if (w.round == rounding::up && starts_inside) ++count;
    }
    // More positions than an int can count are more than any tensor can hold.
    const std::int64_t most = std::numeric_limits<int>::max();
    return {static_cast<int>(count < most ? count : most), window_fault::none, remainder};
}

// The padding that `count` positions really touch behind an axis of `extent` elements: less than
// declared where the size was rounded down, more where it was rounded up.
constexpr int touched_after(int extent, const window& w, int count) {
    const std::int64_t end = std::int64_t{count - 1} * w.stride + w.reach() - w.before;
    return end > extent ? static_cast<int>(end - extent) : 0;
}

}  // namespace ctnn
