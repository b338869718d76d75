// Numbers for works whose time does not depend on them.
#pragma once

#include <cstddef>

namespace ctnn::bench {

// Numbers that differ from their neighbours, between -1/8 and 1/8.
template <class Numbers> void fill(Numbers& numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers.data()[i] = static_cast<float>(i % 17) / 64 - 0.125f;
}

}  // namespace ctnn::bench
