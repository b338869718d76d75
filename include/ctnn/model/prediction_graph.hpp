// A network's graph in, the part of it that prediction runs out.
#pragma once

#include <ctnn/model/graph.hpp>

namespace ctnn {

// All but the auxiliary heads: the graph of the same network without them, so that whatever follows
// from it (memory, kernels, bits) is the same, too.
template <int Capacity> constexpr graph<Capacity> without_heads(const graph<Capacity>& whole) {
    if (whole.problem || whole.output_count == 1) return whole;
    graph<Capacity> result;
    result.values[0] = whole.values[0];
    int number_of[Capacity + 1] = {};  // of each value that is kept
    for (int n = 0; n < whole.node_count; ++n) {
        const node& each = whole.nodes[n];
        if (each.in_auxiliary_head) continue;
        node& kept = result.nodes[result.node_count++];
        kept = each;
        for (int& input : kept.inputs) input = number_of[input];
        kept.output = number_of[each.output] = result.value_count;
        result.values[result.value_count++] = whole.values[each.output];
    }
    result.outputs[0] = number_of[whole.outputs[0]];
    return result;
}

}  // namespace ctnn
