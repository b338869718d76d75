// A graph and what is folded in it in, the convolutions whose rows a pool reads as soon as they are
// made out.
#pragma once

#include <ctnn/plan/fold.hpp>

namespace ctnn {

// A convolution and the pool behind it are one pass where the pool is done with a row before the
// convolution needs its memory again: then a few rows are all that is kept of the image between
// them, which never leaves the first-level cache.
template <int Capacity> struct row_passes {
    int pool_of[Capacity + 1] = {};       // the pool that has this layer's rows made, or -1
    int maker_of[Capacity + 1] = {};      // the layer whose rows this pool has made, or -1
    int rows_at_once[Capacity + 1] = {};  // of this layer's output; 0 for all
    int rows_kept[Capacity + 1] = {};     // of what this pool reads
};

namespace detail {

// So many rows are made at once that they lie next to each other in the ring: as many as a window
// moves on, if all are a multiple of that.
constexpr int rows_made_at_once(const row_window& window, int height) {
    return height % window.stride == 0 ? window.stride : 1;
}
// From the first row of a window to the last that is made with its last.
constexpr int rows_to_keep(const row_window& window, int made) {
    const auto round_up = [&](int rows) { return (rows + made - 1) / made * made; };
    if (made == 1) return window.reach;
    return round_up(window.before + round_up(window.reach - window.before));
}

}  // namespace detail

template <int Capacity>
constexpr row_passes<Capacity> find_row_passes(const graph<Capacity>& net,
                                               const folding<Capacity>& folded) {
    row_passes<Capacity> result;
    const auto readers = detail::count_readers(net);
    int maker[Capacity + 1] = {-1};
    for (int n = 0; n < net.node_count; ++n) {
        const node& pool = net.nodes[n];
        const int image = pool.inputs[0];
        maker[pool.output] = n;
        result.pool_of[n] = result.maker_of[n] = -1;
        int made_by = maker[image];
        if (made_by >= 0 && folded.into[made_by] >= 0) made_by = folded.into[made_by];
        if (made_by < 0 || readers.of[image] != 1 || pool.reads_rows.reach == 0) continue;
        const node& before = net.nodes[made_by];
        const int height = net.values[image][1];
        const int made = detail::rows_made_at_once(pool.reads_rows, height);
        const int kept = detail::rows_to_keep(pool.reads_rows, made);
        if (!before.makes_rows || before.adds_second_input || kept >= height) continue;
        result.pool_of[made_by] = n;
        result.maker_of[n] = made_by;
        result.rows_at_once[made_by] = made;
        result.rows_at_once[n] = 1;
        result.rows_kept[n] = kept;
    }
    return result;
}

}  // namespace ctnn
