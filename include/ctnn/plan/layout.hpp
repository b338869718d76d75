// How one activation lies in memory: channels last, so that a kernel row is one contiguous run, or
// channel after channel, so that few channels can be computed with pixels in the lanes.
#pragma once

#include <ctnn/base/shape.hpp>
#include <ctnn/model/layer.hpp>

#include <cstddef>

namespace ctnn {

// An image of height x width pixels of `channels` consecutive numbers, perhaps with an edge of
// zeros. Or an image of `channels` planes, each with an edge of its own. A flat vector is one
// pixel; a flattened image keeps the image's order in memory (`at_flat` tells it).
//
// The zeros between two rows are the right edge of one and the left edge of the next at once: on
// DS-CNN's 5 columns that is a sixth of the memory.
//
// All offsets count elements from the first number of pixel (0, 0), which lies `origin` elements
// into the activation's memory.
struct layout {
    int channels = 1;
    int height = 1;
    int width = 1;
    border edge = {};
    int gap = 0;           // pixels from the end of a row to the next row's first
    int pixel_step = 1;    // to the right neighbour: more than `channels` beside other branches
    int channel_step = 1;  // from a channel to the next: a whole plane, where there are planes
    bool flat = false;     // for its reader this is a vector
    int rows_kept = 0;     // if not 0, row r lies where row r - rows_kept lay before

    constexpr void set_edge(const border& zeros) {
        edge = zeros;
        gap = zeros.left > zeros.right ? zeros.left : zeros.right;
    }

    constexpr int rows_in_memory() const { return rows_kept > 0 ? rows_kept : height; }
    constexpr int row_step() const { return (width + gap) * pixel_step; }
    constexpr int origin() const { return edge.top * row_step() + edge.left * pixel_step; }
    constexpr int at(int channel, int row, int column) const {
        if (rows_kept > 0) row %= rows_kept;
        return row * row_step() + column * pixel_step + channel * channel_step;
    }
    // The place of element `i` of the tensor in PyTorch's order (channel, row, column).
    constexpr int at_flat(int i) const {
        return at(i / (height * width), i / width % height, i % width);
    }
    // And back, for an image without gaps: which element of the tensor lies `offset` elements from
    // the first.
    constexpr int flat_at(int offset) const {
        if (planar()) return offset;
        return offset % channels * (height * width) + offset / channels;
    }
    constexpr bool planar() const { return channel_step != 1; }
    // From the first zero of the edge to the last.
    constexpr std::int64_t plane_size() const {
        return std::int64_t{edge.top + rows_in_memory() - 1 + edge.bottom} * row_step() +
               std::int64_t{edge.left + width + edge.right} * pixel_step;
    }
    constexpr std::int64_t storage() const {
        return planar() ? channels * plane_size() : plane_size();
    }
    constexpr int element_count() const { return channels * height * width; }
    // Do the elements follow each other without a gap?
    constexpr bool contiguous() const {
        return edge.empty() && (planar() || pixel_step == channels);
    }
    // And in PyTorch's order?
    constexpr bool in_tensor_order() const {
        return contiguous() && (planar() || channels == 1 || height * width == 1);
    }

    friend constexpr bool operator==(const layout&, const layout&) = default;
};

// The same image as planes. Of one channel both are the same.
constexpr layout in_planes(layout image) {
    if (image.channels == 1) return image;
    image.pixel_step = 1;
    image.channel_step = static_cast<int>(image.plane_size());
    return image;
}

constexpr layout layout_of(const shape& extents, const border& edge = {}) {
    layout result{.channels = extents[0], .pixel_step = extents[0], .flat = extents.rank == 1};
    result.set_edge(edge);
    if (extents.rank == 2) result.width = extents[1];
    if (extents.rank == 3) {
        result.height = extents[1];
        result.width = extents[2];
    }
    return result;
}

}  // namespace ctnn
