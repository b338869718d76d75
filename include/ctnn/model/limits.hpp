// How many numbers a tensor, the parameters of a network or its workspace may hold.
#pragma once

#include <ctnn/model/fault.hpp>
#include <ctnn/model/layer.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>

namespace ctnn {

// Places in a tensor are counted by int, and no object is larger than a pointer difference can say.
inline constexpr std::int64_t most_numbers = [] {
    const std::int64_t by_int = std::numeric_limits<int>::max();
    const std::int64_t by_object = std::numeric_limits<std::ptrdiff_t>::max() / sizeof(double);
    return by_int < by_object ? by_int : by_object;
}();

// Does a tensor hold more, with the zeros around it? No product on the way there overflows.
constexpr bool too_many_numbers(const shape& extents, const border& edge = {}) {
    std::int64_t product = 1;
    for (int i = 0; i < extents.rank; ++i) {
        std::int64_t extent = extents[i];
        if (extents.rank == 3 && i == 1) extent += std::int64_t{edge.top} + edge.bottom;
        if (extents.rank == 3 && i == 2) extent += std::int64_t{edge.left} + edge.right;
        product *= extent;
        if (product > most_numbers) return true;
    }
    return false;
}

// `what` is "the output has", say.
constexpr fault too_many(reason why, const sentence& what) {
    return {.why = why,
            .words = sentence{what, " more than ", most_numbers,
                              " numbers, the most that can be addressed"}};
}

}  // namespace ctnn
