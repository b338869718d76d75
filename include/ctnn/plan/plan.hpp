// A graph in, every activation's layout and place in one workspace out: computed by the compiler.
#pragma once

#include <ctnn/plan/sharing.hpp>

namespace ctnn {

namespace detail {

struct lifetime {
    int first = 0, last = 0;  // node numbers; the input is written before node 0
    constexpr bool meets(const lifetime& other) const {
        return first <= other.last && other.first <= last;
    }
    // Nodes from a node to when it begins or since it ended; 0 while it lasts.
    constexpr int distance(int node) const {
        if (node < first) return first - node;
        return node > last ? node - last : 0;
    }
};

constexpr std::int64_t round_to_grain(std::int64_t elements) {
    return (elements + placement_grain - 1) / placement_grain * placement_grain;
}

// Who writes first into a storage, writes the zeros around it, too.
template <int Capacity>
constexpr void find_first_writers(const graph<Capacity>& net, const border* edges,
                                  plan<Capacity>& result) {
    bool written[Capacity + 1] = {};
    const auto write = [&](int value) {
        const int storage = result.places[value].storage;
        result.clears_edge_of[value] = written[storage] || edges[storage].empty() ? -1 : storage;
        written[storage] = true;
    };
    write(0);
    for (int n = 0; n < net.node_count; ++n) write(net.nodes[n].output);
}

// The input is read where the caller has it unless something is written over it.
template <int Capacity>
constexpr void find_outside(const graph<Capacity>& net, plan<Capacity>& result) {
    const place &first = result.places[0], &last = result.places[net.value_count - 1];
    result.input_is_outside = first.storage == 0 && first.form.in_tensor_order();
    for (int n = 0; n < net.node_count; ++n)
        if (result.places[net.nodes[n].output].storage == 0 &&
            net.nodes[n].place != placement::view)
            result.input_is_outside = false;
    result.output_is_outside = last.storage != first.storage && last.form.in_tensor_order();
}

// When the storages that are alive take most. `sizes` are 0 where there is nothing to place.
template <int Capacity>
constexpr int busiest_node(const graph<Capacity>& net, const lifetime* lives,
                           const std::int64_t* sizes) {
    std::int64_t change[Capacity + 2] = {};  // of what is alive, from a node to the next
    for (int v = 0; v < net.value_count; ++v) {
        if (lives[v].last < lives[v].first) continue;
        change[lives[v].first < 0 ? 0 : lives[v].first] += sizes[v];
        change[lives[v].last + 1] -= sizes[v];
    }
    int busiest = 0;
    std::int64_t now = 0, most = 0;
    for (int n = 0; n < net.node_count; ++n) {
        now += change[n];
        if (now <= most) continue;
        busiest = n;
        most = now;
    }
    return busiest;
}

// Where the storages of a network lie, and how much they take.
template <int Capacity> struct arrangement {
    std::int64_t offsets[Capacity + 1] = {};
    std::int64_t size = 0;
};

// Each at the lowest offset that is free while it lives: those with the lowest rank first, of equal
// ones the larger.
template <int Capacity>
constexpr arrangement<Capacity> arrange(int value_count, const lifetime* lives,
                                        const std::int64_t* sizes, const int* ranks) {
    arrangement<Capacity> result;
    int order[Capacity + 1] = {};
    int count = 0;
    for (int v = 0; v < value_count; ++v) {
        if (sizes[v] == 0) continue;
        int at = count++;
        for (; at > 0; --at) {
            const int before = order[at - 1];
            if (ranks[before] < ranks[v]) break;
            if (ranks[before] == ranks[v] && sizes[before] >= sizes[v]) break;
            order[at] = before;
        }
        order[at] = v;
    }
    for (int i = 0; i < count; ++i) {
        const int own = order[i];
        int beside[Capacity + 1] = {};  // placed already, and alive at the same time
        int beside_count = 0;
        for (int j = 0; j < i; ++j)
            if (lives[order[j]].meets(lives[own])) beside[beside_count++] = order[j];
        std::int64_t offset = 0;
        for (bool moved = true; moved;) {
            moved = false;
            for (int j = 0; j < beside_count; ++j) {
                const std::int64_t begin = result.offsets[beside[j]];
                const std::int64_t end = begin + sizes[beside[j]];
                if (offset < end && begin < offset + sizes[own]) {
                    offset = end;
                    moved = true;
                }
            }
        }
        result.offsets[own] = offset;
        if (offset + sizes[own] > result.size) result.size = offset + sizes[own];
    }
    return result;
}

// The smaller of two: the largest storages first; or, as suits a chain, those of the busiest node
// first and from there on into past and future, each taking the place of the one before the last.
template <int Capacity>
constexpr arrangement<Capacity> arrange(const graph<Capacity>& net, const lifetime* lives,
                                        const std::int64_t* sizes) {
    int ranks[Capacity + 1] = {};
    const auto by_size = arrange<Capacity>(net.value_count, lives, sizes, ranks);
    const int busiest = busiest_node(net, lives, sizes);
    for (int v = 0; v < net.value_count; ++v) ranks[v] = lives[v].distance(busiest);
    const auto outward = arrange<Capacity>(net.value_count, lives, sizes, ranks);
    return outward.size < by_size.size ? outward : by_size;
}

}  // namespace detail

// While training a scale changes, so that only a function directly behind a layer is done by it:
// where it is written over the layer's own output.
template <int Capacity>
constexpr folding<Capacity> fold_in_training(const graph<Capacity>& net,
                                             const plan<Capacity>& places) {
    folding<Capacity> result = fold(net);
    const auto storage = [&](int value) { return places.places[value].storage; };
    for (int n = 0; n < net.node_count; ++n) {
        const node& each = net.nodes[n];
        const int worker = result.into[n];
        result.scale[n] = -1;
        if (worker < 0) continue;
        if (each.is_function && net.nodes[worker].output == each.inputs[0] &&
            storage(each.output) == storage(each.inputs[0]))
            continue;
        result.into[n] = -1;
        if (each.is_function) result.function[worker] = -1;
    }
    return result;
}

// Storages that are alive at the same time lie apart; the others may share memory.
template <int Capacity>
constexpr plan<Capacity> make_plan(const graph<Capacity>& net, purpose what) {
    plan<Capacity> result;
    if (net.problem) return result;
    if (what == purpose::prediction) {
        result.folded = fold(net);
        result.by_rows = find_row_passes(net, result.folded);
    }
    detail::sharing<Capacity> shared{net, what, result};
    shared.write_over();
    shared.lay_out();
    detail::find_edges(net, what, result, shared.edges);
    shared.see_as_views();
    shared.join();
    shared.put_in_storage();
    detail::find_first_writers(net, shared.edges, result);
    if (what == purpose::prediction) detail::find_outside(net, result);

    detail::lifetime lives[Capacity + 1];
    std::int64_t sizes[Capacity + 1] = {};
    for (int v = 0; v < net.value_count; ++v) {
        lives[v] = {.first = net.node_count, .last = -1};
        if (result.places[v].storage == v)
            sizes[v] = detail::round_to_grain(result.places[v].form.storage());
    }
    if (result.input_is_outside) sizes[0] = 0;
    if (result.output_is_outside) sizes[result.places[net.value_count - 1].storage] = 0;
    lives[result.places[0].storage].first = -1;
    for (int n = 0; n < net.node_count; ++n) {
        const node& each = net.nodes[n];
        const int storage = result.places[each.output].storage;
        if (lives[storage].first > n) lives[storage].first = n;
        if (lives[storage].last < n) lives[storage].last = n;
        // What is made row by row is made while its pool runs.
        const int pool = what == purpose::prediction ? result.by_rows.pool_of[n] : -1;
        for (int i = 0; i < each.input_count; ++i) {
            int& last = lives[result.places[each.inputs[i]].storage].last;
            if (last < n) last = n;
            if (last < pool) last = pool;
        }
    }
    // The last value is read once more, after the last node, to hand it to the caller.
    lives[result.places[net.value_count - 1].storage].last = net.node_count;
    if (what != purpose::prediction)
        for (auto& each : lives) each = {.first = -1, .last = net.node_count};

    const auto arranged = detail::arrange(net, lives, sizes);
    result.size = arranged.size;
    for (int v = 0; v < net.value_count; ++v) {
        place& own = result.places[v];
        own.offset = arranged.offsets[own.storage] + own.channel;
    }
    return result;
}

}  // namespace ctnn
