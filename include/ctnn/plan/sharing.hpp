// A graph in, which activations lie in the same memory out: one over another, seen as another, or
// side by side as the parts of another.
#pragma once

#include <ctnn/plan/by_rows.hpp>
#include <ctnn/plan/layout.hpp>

namespace ctnn {

// Where one value of the graph lies. Values that are views of, written over, or part of another one
// share its storage.
struct place {
    layout form;
    int storage = 0;  // the value whose memory this is
    int channel = 0;  // of that value, where this one's channels begin
    // Of the first element of the memory, moved on by `channel`; in elements from the workspace's
    // start.
    std::int64_t offset = 0;
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
    // The storage that gets its edge of zeros from this value's writer, its first; or -1.
    int clears_edge_of[Capacity + 1] = {};
    // In prediction: what else layers do, and which of them make their output row by row.
    folding<Capacity> folded;
    row_passes<Capacity> by_rows;
    std::int64_t size = 0;  // elements
};

namespace detail {

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
            const int inputs = each.adds_second_input ? 1 : each.input_count;
            for (int i = 0; i < inputs; ++i) widen(each.inputs[i], each.zeros);
        }
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
            if (each.in_planes == planes::none || (follows && !can[each.output]) ||
                (i == 1 && each.adds_second_input))
                can[from] = false;
            if (each.in_planes == planes::gains || (follows && gains[each.output]))
                gains[from] = true;
        }
    }
    is_planar[0] = can[0] && (net.values[0][0] == 1 || gains[0]);
    for (int n = 0; n < net.node_count; ++n) {
        const node& each = net.nodes[n];
        bool all = can[each.output] &&
                   (each.in_planes == planes::follows || each.in_planes == planes::gains);
        for (int i = 0; i < each.input_count; ++i) all = all && is_planar[each.inputs[i]];
        is_planar[each.output] = all;
    }
}

// When a value, or what lies in its memory as a view or a part, is read last: twice the number of
// the node, and one more where that does not only add it, number by number, to what it makes.
template <int Capacity> struct last_reads {
    int of[Capacity + 1] = {};
};
template <int Capacity> constexpr last_reads<Capacity> find_last_reads(const graph<Capacity>& net) {
    last_reads<Capacity> result;
    const auto later = [&](int value, int time) {
        if (result.of[value] < time) result.of[value] = time;
    };
    const auto lies_with_inputs = [&](int n) {
        return net.nodes[n].place == placement::view || net.nodes[n].place == placement::joined;
    };
    for (int i = 0; i < net.output_count; ++i) later(net.outputs[i], 2 * Capacity + 1);
    for (int n = net.node_count - 1; n >= 0; --n) {
        const node& each = net.nodes[n];
        for (int i = 0; i < each.input_count; ++i) {
            later(each.inputs[i], 2 * n + !(i == 1 && each.adds_second_input));
            if (lies_with_inputs(n)) later(each.inputs[i], result.of[each.output]);
        }
    }
    for (int n = 0; n < net.node_count; ++n)
        for (int i = 0; i < net.nodes[n].input_count; ++i)
            if (lies_with_inputs(n)) later(net.nodes[n].output, result.of[net.nodes[n].inputs[i]]);
    return result;
}

// Which values lie in whose memory, found step by step.
template <int Capacity> struct sharing {
    const graph<Capacity>& net;
    purpose what;
    plan<Capacity>& result;
    reader_counts<Capacity> readers = count_readers(net);
    border edges[Capacity + 1] = {};    // of storages
    bool flattened[Capacity + 1] = {};  // storages of which a view takes an image for a vector
    int source[Capacity + 1] = {};      // which input of a node its output is laid out as
    bool is_planar[Capacity + 1] = {};

    constexpr int& storage_of(int value) { return result.places[value].storage; }

    // Everything in one storage becomes part of another value, from one of its channels on.
    constexpr void move(int storage, int into, int channel) {
        const place to = result.places[into];
        for (int v = 0; v < net.value_count; ++v)
            if (storage_of(v) == storage) {
                result.places[v].storage = to.storage;
                result.places[v].channel += to.channel + channel;
            }
        edges[to.storage] = widest(edges[to.storage], edges[storage]);
        flattened[to.storage] = flattened[to.storage] || flattened[storage];
    }

    // Outputs over inputs, where no other reader finds them changed.
    constexpr void write_over() {
        bool kept[Capacity + 1] = {};  // somebody reads this value again
        for (int v = 0; v < net.value_count; ++v) {
            storage_of(v) = v;
            kept[v] = readers.of[v] > 1;
        }
        for (int n = 0; n < net.node_count; ++n) {
            const node& each = net.nodes[n];
            const bool training = what == purpose::training;
            if (each.place == placement::in_place && !(training && each.backward_reads_input))
                for (int i = 0; i < each.input_count; ++i)
                    if (!kept[each.inputs[i]]) {
                        storage_of(each.output) = storage_of(each.inputs[i]);
                        source[n] = i;
                        break;
                    }
            // What may lie in the same memory as an input is kept as long.
            if (each.place == placement::view ||
                (each.place == placement::joined && what != purpose::gradients))
                for (int i = 0; i < each.input_count; ++i)
                    if (kept[each.inputs[i]]) kept[each.output] = true;
            if (training && each.backward_reads_output) kept[each.output] = true;
        }
        if (what == purpose::prediction) write_over_added();
    }

    // A sum over what a convolution adds, once nobody else reads that. (The network's input is
    // better read where the caller has it.)
    constexpr void write_over_added() {
        const auto reads = find_last_reads(net);
        for (int n = 0; n < net.node_count; ++n) {
            const node& each = net.nodes[n];
            const int added = each.inputs[1];
            if (!each.adds_second_input || added == 0 || reads.of[added] > 2 * n) continue;
            for (int v = 0; v < net.value_count; ++v)
                if (storage_of(v) == each.output) storage_of(v) = storage_of(added);
        }
    }

    // A gradient that several readers add to lies apart from theirs.
    constexpr bool may_share(int value) const {
        return what != purpose::gradients || readers.of[value] == 1;
    }

    // Views. An image with an edge cannot be seen as a vector; there the view becomes a copy.
    constexpr void see_as_views() {
        for (int n = 0; n < net.node_count; ++n) {
            const node& each = net.nodes[n];
            const int seen = each.inputs[0];
            if (each.place != placement::view || !edges[storage_of(seen)].empty() ||
                !edges[each.output].empty() || !may_share(seen))
                continue;
            if (net.values[seen].rank > net.values[each.output].rank)
                flattened[storage_of(seen)] = true;
            move(each.output, seen, 0);
        }
    }

    // Parts into the whole that they are joined to, so that they are written side by side. A
    // vector that is a view of an image has no place among others, nor has what is part of
    // something else already.
    constexpr void join() {
        for (int n = 0; n < net.node_count; ++n) {
            const node& each = net.nodes[n];
            if (each.place != placement::joined) continue;
            for (int i = 0; i < each.input_count; ++i) {
                const int part = each.inputs[i], storage = storage_of(part);
                const int whole = storage_of(each.output);
                if (storage == whole || flattened[storage] || !may_share(part) ||
                    keeps_an_image(part) || net.values[storage][0] != net.values[part][0] ||
                    (flattened[whole] && !edges[storage].empty()))
                    continue;
                move(storage, each.output, i == 0 ? 0 : net.values[each.inputs[0]][0]);
            }
        }
    }

    // Is this vector laid out as the image that it was?
    constexpr bool keeps_an_image(int value) const {
        const layout& form = result.places[value].form;
        return form.flat && form.height * form.width > 1;
    }

    // A layer that works element by element, or only changes the view, keeps the order of its
    // input's elements.
    constexpr void lay_out() {
        if (what == purpose::prediction) find_planes(net, is_planar);
        result.places[0].form = layout_of(net.values[0]);
        for (int n = 0; n < net.node_count; ++n) {
            const node& each = net.nodes[n];
            layout& form = result.places[each.output].form;
            form = layout_of(net.values[each.output]);
            if (each.place == placement::apart || each.place == placement::joined) continue;
            const layout& from = result.places[each.inputs[source[n]]].form;
            const bool flat = form.flat;
            form = from;
            form.flat = flat;
        }
    }
    constexpr void put_in_storage() {
        int rows_kept[Capacity + 1] = {};
        if (what == purpose::prediction)
            for (int n = 0; n < net.node_count; ++n)
                if (result.by_rows.maker_of[n] >= 0)
                    rows_kept[storage_of(net.nodes[n].inputs[0])] = result.by_rows.rows_kept[n];
        for (int v = 0; v < net.value_count; ++v) {
            layout& form = result.places[v].form;
            form.set_edge(edges[storage_of(v)]);
            form.pixel_step = result.places[storage_of(v)].form.channels;
            form.rows_kept = rows_kept[storage_of(v)];
            if (is_planar[v]) form = in_planes(form);
        }
    }
};

}  // namespace detail

}  // namespace ctnn
