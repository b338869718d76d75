// A graph in, every activation's layout and place in one workspace out: computed by the compiler.
#pragma once

#include <ctnn/model/graph.hpp>
#include <ctnn/plan/layout.hpp>

namespace ctnn {

// Where one value of the graph lies. Values that are views of, or written over, another one share
// its storage.
struct place {
    layout form;
    int storage = 0;  // the value whose memory this is
    std::int64_t offset =
        0;  // of that memory's first element, in elements from the workspace's start
};

// Offsets are multiples of this many elements: 64 bytes for float, a whole AVX-512 register.
inline constexpr int placement_grain = 16;

enum class purpose {
    prediction,  // activations; memory is used again once its last reader is done
    training,    // activations; all are kept, as the way back reads them again
    gradients,   // of the activations; all are kept, so that the zeros around them stay
};

template <int Capacity> struct plan {
    place places[Capacity + 1];
    // Does the input lie where the caller has it, and the output where it is handed over? Where the
    // order of their numbers is PyTorch's anyway.
    bool input_is_outside = false, output_is_outside = false;
    bool clears_edge[Capacity + 1] =
        {};                 // this value's first writer must write the zeros around it
    std::int64_t size = 0;  // elements
};

namespace detail {

struct lifetime {
    int first = 0, last = 0;  // node numbers; the input is written before node 0
    constexpr bool meets(const lifetime& other) const {
        return first <= other.last && other.first <= last;
    }
};

constexpr std::int64_t round_to_grain(std::int64_t elements) {
    return (elements + placement_grain - 1) / placement_grain * placement_grain;
}

template <int Capacity> constexpr int count_readers(const graph<Capacity>& net, int value) {
    int readers = 0;
    for (int n = 0; n < net.node_count; ++n)
        for (int i = 0; i < net.nodes[n].input_count; ++i)
            readers += net.nodes[n].inputs[i] == value;
    return readers;
}

// The edge of zeros of every storage: the widest that any reader of any of its values wants. The
// reader of a gradient is the layer that made the value.
template <int Capacity>
constexpr void find_edges(const graph<Capacity>& net, purpose what, const plan<Capacity>& found,
                          border* edges) {
    const auto widen = [&](int value, const border& wanted) {
        border& edge = edges[found.places[value].storage];
        edge = widest(edge, wanted);
    };
    for (int n = 0; n < net.node_count; ++n) {
        const node& each = net.nodes[n];
        if (what == purpose::gradients) {
            widen(each.output, each.gradient_zeros);
        } else {
            for (int i = 0; i < each.input_count; ++i) widen(each.inputs[i], each.zeros);
        }
    }
}

// Gives every value its storage: its own, or that of the value it is seen in or written over.
// An image with an edge cannot be seen as a vector; there the view becomes a copy.
template <int Capacity>
constexpr void share_storage(const graph<Capacity>& net, purpose what, plan<Capacity>& result,
                             border* edges) {
    bool kept[Capacity + 1] =
        {};  // somebody reads this value again: nothing may be written over it
    int readers[Capacity + 1] = {};
    for (int n = 0; n < net.node_count; ++n)
        for (int i = 0; i < net.nodes[n].input_count; ++i) ++readers[net.nodes[n].inputs[i]];
    for (int v = 0; v < net.value_count; ++v) {
        result.places[v].storage = v;
        kept[v] = readers[v] > 1;
    }
    for (int n = 0; n < net.node_count; ++n) {
        const node& each = net.nodes[n];
        const int from = each.inputs[0];
        const bool training = what == purpose::training;
        if (each.place == placement::in_place && !kept[from] &&
            !(training && each.backward_reads_input))
            result.places[each.output].storage = result.places[from].storage;
        if (each.place == placement::view && kept[from]) kept[each.output] = true;
        if (training && each.backward_reads_output) kept[each.output] = true;
    }
    find_edges(net, what, result, edges);
    for (int n = 0; n < net.node_count; ++n) {
        const node& each = net.nodes[n];
        const int seen = result.places[each.inputs[0]].storage;
        if (each.place != placement::view || !edges[seen].empty() || !edges[each.output].empty())
            continue;
        for (int v = 0; v < net.value_count; ++v)
            if (result.places[v].storage == each.output) result.places[v].storage = seen;
    }
}

// Which values lie in planes: those that a layer can make faster so, and on the way to it those
// that it is made from, as long as all their readers can read them. Of one channel all lie in
// planes.
template <int Capacity> constexpr void find_planes(const graph<Capacity>& net, bool* is_planar) {
    bool can[Capacity + 1] = {}, gains[Capacity + 1] = {};
    for (int v = 0; v < net.value_count; ++v) can[v] = true;
    for (int n = net.node_count - 1; n >= 0; --n) {
        const node& each = net.nodes[n];
        const bool follows = each.in_planes == planes::follows;
        for (int i = 0; i < each.input_count; ++i) {
            const int from = each.inputs[i];
            if (each.in_planes == planes::none || (follows && !can[each.output])) can[from] = false;
            if (each.in_planes == planes::gains || (follows && gains[each.output]))
                gains[from] = true;
        }
    }
    is_planar[0] = net.values[0][0] == 1 || (can[0] && gains[0]);
    for (int n = 0; n < net.node_count; ++n) {
        const node& each = net.nodes[n];
        bool all = can[each.output] &&
                   (each.in_planes == planes::follows || each.in_planes == planes::gains);
        for (int i = 0; i < each.input_count; ++i) all = all && is_planar[each.inputs[i]];
        is_planar[each.output] = all;
    }
}

// A layer that works element by element, or only changes the view, keeps the order of its input's
// elements.
template <int Capacity>
constexpr void lay_out(const graph<Capacity>& net, purpose what, plan<Capacity>& result,
                       const border* edges) {
    bool is_planar[Capacity + 1] = {};
    if (what == purpose::prediction) find_planes(net, is_planar);
    result.places[0].form = layout_of(net.values[0], edges[0]);
    if (is_planar[0]) result.places[0].form = in_planes(result.places[0].form);
    for (int n = 0; n < net.node_count; ++n) {
        const node& each = net.nodes[n];
        const border& edge = edges[result.places[each.output].storage];
        layout& form = result.places[each.output].form;
        form = layout_of(net.values[each.output], edge);
        if (each.place == placement::apart) {
            if (is_planar[each.output]) form = in_planes(form);
            continue;
        }
        const layout& from = result.places[each.inputs[0]].form;
        form = {.channels = from.channels,
                .height = from.height,
                .width = from.width,
                .edge = edge,
                .pixel_step = from.channels,
                .flat = form.flat};
        if (from.planar()) form = in_planes(form);
    }
    for (int v = 0; v < net.value_count; ++v)
        result.clears_edge[v] = result.places[v].storage == v && !edges[v].empty();
}

// The input is read where the caller has it unless something would be written over it.
template <int Capacity>
constexpr void find_outside(const graph<Capacity>& net, plan<Capacity>& result) {
    const int last = net.value_count - 1;
    const auto& places = result.places;
    result.input_is_outside = places[0].form.in_tensor_order();
    for (int n = 0; n < net.node_count; ++n)
        if (places[net.nodes[n].output].storage == 0 && net.nodes[n].place != placement::view)
            result.input_is_outside = false;
    result.output_is_outside = places[last].form.in_tensor_order() && places[last].storage != 0;
}

}  // namespace detail

// The layer before layer n that does its work in prediction, or -1: a scale goes into that layer's
// weights, a function of single numbers into its last step, perhaps behind such a scale.
template <int Capacity> constexpr int folds_into(const graph<Capacity>& net, int n) {
    const node& each = net.nodes[n];
    const int value = each.inputs[0];
    if ((!each.is_scale && !each.is_function) || detail::count_readers(net, value) != 1) return -1;
    for (int maker = 0; maker < n; ++maker) {
        if (net.nodes[maker].output != value) continue;
        if (each.is_scale) return net.nodes[maker].takes_over_scale ? maker : -1;
        const int worker = net.nodes[maker].is_scale ? folds_into(net, maker) : maker;
        return worker >= 0 && net.nodes[worker].takes_over_function ? worker : -1;
    }
    return -1;
}

// While training a scale changes, so that only a function directly behind a layer is done by it:
// where it is written over the layer's own output.
template <int Capacity>
constexpr int folds_into_in_training(const graph<Capacity>& net, const plan<Capacity>& places,
                                     int n) {
    const int worker = net.nodes[n].is_function ? folds_into(net, n) : -1;
    const bool is_next = worker >= 0 && net.nodes[worker].output == net.nodes[n].inputs[0];
    const auto storage = [&](int value) { return places.places[value].storage; };
    return is_next && storage(net.nodes[n].output) == storage(net.nodes[worker].output) ? worker
                                                                                        : -1;
}

// Storages that are alive at the same time lie apart; the others may share memory. Placed from the
// largest to the smallest, each at the lowest offset that is free while it lives.
template <int Capacity>
constexpr plan<Capacity> make_plan(const graph<Capacity>& net, purpose what) {
    plan<Capacity> result;
    if (net.problem) return result;
    border edges[Capacity + 1];
    detail::share_storage(net, what, result, edges);
    detail::lay_out(net, what, result, edges);
    if (what == purpose::prediction) detail::find_outside(net, result);

    detail::lifetime lives[Capacity + 1];
    std::int64_t sizes[Capacity + 1] = {};
    for (int v = 0; v < net.value_count; ++v) {
        lives[v] = {.first = -1, .last = -1};
        sizes[v] = detail::round_to_grain(result.places[v].form.storage());
    }
    if (result.input_is_outside) sizes[0] = 0;
    if (result.output_is_outside) sizes[result.places[net.value_count - 1].storage] = 0;
    for (int n = 0; n < net.node_count; ++n) {
        const node& each = net.nodes[n];
        const int storage = result.places[each.output].storage;
        if (storage == each.output) lives[storage].first = n;
        if (lives[storage].last < n) lives[storage].last = n;
        for (int i = 0; i < each.input_count; ++i)
            lives[result.places[each.inputs[i]].storage].last = n;
    }
    // The last value is read once more, after the last node, to hand it to the caller.
    lives[result.places[net.value_count - 1].storage].last = net.node_count;
    if (what != purpose::prediction)
        for (auto& each : lives) each = {.first = -1, .last = net.node_count};

    int storages[Capacity + 1] = {};  // from the largest to the smallest
    int count = 0;
    for (int v = 0; v < net.value_count; ++v) {
        if (result.places[v].storage != v || sizes[v] == 0) continue;
        int at = count++;
        for (; at > 0 && sizes[storages[at - 1]] < sizes[v]; --at) storages[at] = storages[at - 1];
        storages[at] = v;
    }
    for (int i = 0; i < count; ++i) {
        const int own = storages[i];
        int beside[Capacity + 1] = {};  // placed already, and alive at the same time
        int beside_count = 0;
        for (int j = 0; j < i; ++j)
            if (lives[storages[j]].meets(lives[own])) beside[beside_count++] = storages[j];
        std::int64_t offset = 0;
        for (bool moved = true; moved;) {
            moved = false;
            for (int j = 0; j < beside_count; ++j) {
                const std::int64_t begin = result.places[beside[j]].offset;
                const std::int64_t end = begin + sizes[beside[j]];
                if (offset < end && begin < offset + sizes[own]) {
                    offset = end;
                    moved = true;
                }
            }
        }
        result.places[own].offset = offset;
        if (offset + sizes[own] > result.size) result.size = offset + sizes[own];
    }
    for (int v = 0; v < net.value_count; ++v)
        result.places[v].offset = result.places[result.places[v].storage].offset;
    return result;
}

}  // namespace ctnn
