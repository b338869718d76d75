// What all optimisers share: the walk over the parameters that are trained.
#pragma once

#include <ctnn/kernels/rows.hpp>
#include <ctnn/parameters.hpp>

namespace ctnn::detail {

// Calls update(lanes, i) until every trained scalar of a network is covered: `lanes` neighbours
// from scalar i on. Buffers are left alone.
template <class Net, class T, simd::target Machine, class Update>
constexpr void for_each_trained(Update&& update) {
    for (const parameter_entry& entry : parameters<Net, T>::entries())
        if (entry.trained)
            kernels::for_each_vector<T, Machine, parameters<Net, T>::count>(
                entry.extents.size(),
                [&](auto lanes, std::int64_t i) { update(lanes, entry.offset + i); });
}

}  // namespace ctnn::detail
