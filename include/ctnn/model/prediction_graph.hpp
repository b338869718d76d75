// A network's graph in, what prediction runs of it out: no auxiliary heads, and sums done by the
// convolutions before them.
#pragma once

#include <ctnn/model/graph.hpp>

namespace ctnn {

namespace detail {

// The layers that stay, with their values numbered anew. Who reads what `gone` makes reads what it
// read last instead.
template <int Capacity>
constexpr graph<Capacity> without(const graph<Capacity>& whole, const bool* gone) {
    graph<Capacity> result;
    result.values[0] = whole.values[0];
    int number_of[Capacity + 1] = {};
    for (int n = 0; n < whole.node_count; ++n) {
        const node& each = whole.nodes[n];
        if (gone[n]) {
            number_of[each.output] = number_of[last_input(each)];
            continue;
        }
        node& kept = result.nodes[result.node_count++];
        kept = each;
        for (int& input : kept.inputs) input = number_of[input];
        kept.output = number_of[each.output] = result.value_count;
        result.values[result.value_count++] = whole.values[each.output];
    }
    result.outputs[0] = number_of[whole.outputs[0]];
    return result;
}

}  // namespace detail

// All but the auxiliary heads: the graph of the same network without them, so that whatever follows
// from it (memory, kernels, bits) is the same, too.
template <int Capacity> constexpr graph<Capacity> without_heads(const graph<Capacity>& whole) {
    if (whole.problem || whole.output_count == 1) return whole;
    bool gone[Capacity + 1] = {};
    for (int n = 0; n < whole.node_count; ++n) gone[n] = whole.nodes[n].in_auxiliary_head;
    return detail::without(whole, gone);
}

// Sums are done by the convolution that ends their later path: it adds the other path, which it
// reads as a second input, to what it is about to store, and may write over it. A scale behind the
// convolution is in its weights by then, so that the bits are those of a layer of its own.
template <int Capacity>
constexpr graph<Capacity> with_sums_taken_over(const graph<Capacity>& whole) {
    if (whole.problem) return whole;
    graph<Capacity> result = whole;
    const auto readers = detail::count_readers(whole);
    bool gone[Capacity + 1] = {};
    int maker[Capacity + 1] = {-1};
    for (int n = 0; n < whole.node_count; ++n) {
        const node& sum = whole.nodes[n];
        maker[sum.output] = n;
        if (!sum.is_sum) continue;
        const int later = detail::last_input(sum);
        const int other = sum.inputs[0] + sum.inputs[1] - later;
        int made = later, worker = maker[later];
        bool read_once = readers.of[made] == 1;
        if (worker >= 0 && whole.nodes[worker].is_scale) {
            made = whole.nodes[worker].inputs[0];
            worker = maker[made];
            read_once = read_once && readers.of[made] == 1;
        }
        if (worker < 0 || !read_once || maker[other] >= worker) continue;
        node& into = result.nodes[worker];
        if (!into.takes_over_sum || into.adds_second_input ||
            (made != later && !into.takes_over_scale))
            continue;
        into.inputs[1] = other;
        into.input_count = 2;
        into.adds_second_input = true;
        into.takes_over_scale = made != later;  // none from behind the sum
        // The other path lies in pixels, so that the sum does.
        into.in_planes = into.in_planes == planes::gains     ? planes::reads
                         : into.in_planes == planes::follows ? planes::none
                                                             : into.in_planes;
        gone[n] = true;
    }
    return detail::without(result, gone);
}

}  // namespace ctnn
