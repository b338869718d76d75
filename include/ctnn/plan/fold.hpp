// A graph in, which of its layers are done by others before them out.
#pragma once

#include <ctnn/model/graph.hpp>

namespace ctnn {

// Which layers are done by others before them in prediction: a scale goes into the weights of the
// layer before it, a function of single numbers into its last step, perhaps behind such a scale.
template <int Capacity> struct folding {
    int into[Capacity + 1] = {};      // the layer that does this one's work, or -1
    int scale[Capacity + 1] = {};     // the layer whose scale this one takes over, or -1
    int function[Capacity + 1] = {};  // and whose function
};
template <int Capacity> constexpr folding<Capacity> fold(const graph<Capacity>& net) {
    folding<Capacity> result;
    const auto readers = detail::count_readers(net);
    int maker[Capacity + 1] = {-1};
    for (int n = 0; n < net.node_count; ++n) {
        const node& each = net.nodes[n];
        maker[each.output] = n;
        result.into[n] = result.scale[n] = result.function[n] = -1;
        int before = maker[each.inputs[0]];
        if (before < 0 || readers.of[each.inputs[0]] != 1) continue;
        if (each.is_function && net.nodes[before].is_scale) before = result.into[before];
        if (before < 0) continue;
        if (each.is_scale && net.nodes[before].takes_over_scale) {
            result.into[n] = before;
            result.scale[before] = n;
        } else if (each.is_function && net.nodes[before].takes_over_function) {
            result.into[n] = before;
            result.function[before] = n;
        }
    }
    return result;
}

}  // namespace ctnn
