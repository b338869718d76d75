// How one activation lies in memory: channels last, so that a kernel row is one contiguous run.
#pragma once

#include <ctnn/base/shape.hpp>
#include <ctnn/model/layer.hpp>

#include <cstddef>

namespace ctnn {

// An image of height x width pixels of `channels` consecutive numbers, perhaps with an edge of
// zeros. A flat vector is one pixel; a flattened image keeps the image's order in memory (`at_flat`
// tells it).
//
// All offsets count elements from the first number of pixel (0, 0), which lies `origin` elements
// into the activation's memory.
struct layout {
    int channels = 1;
    int height = 1;
    int width = 1;
    border edge;
    int pixel_step =
        1;  // from a pixel to its right neighbour: more than `channels` beside other branches
    bool flat = false;  // for its reader this is a vector

    constexpr int row_step() const { return (width + edge.left + edge.right) * pixel_step; }
    constexpr int origin() const { return edge.top * row_step() + edge.left * pixel_step; }
    constexpr int at(int channel, int row, int column) const {
        return row * row_step() + column * pixel_step + channel;
    }
    // The place of element `i` of the tensor in PyTorch's order (channel, row, column).
    constexpr int at_flat(int i) const {
        return at(i / (height * width), i / width % height, i % width);
    }
    // And back, for an image without gaps: which element of the tensor lies `offset` elements from
    // the first.
    constexpr int flat_at(int offset) const {
        return offset % channels * (height * width) + offset / channels;
    }
    constexpr std::int64_t storage() const {
        return std::int64_t{height + edge.top + edge.bottom} * row_step();
    }
    constexpr int element_count() const { return channels * height * width; }
    // Do the elements lie in PyTorch's order, without a gap?
    constexpr bool in_tensor_order() const {
        return contiguous() && (channels == 1 || height * width == 1);
    }
    // Do the elements follow each other without a gap?
    constexpr bool contiguous() const { return edge.empty() && pixel_step == channels; }

    friend constexpr bool operator==(const layout&, const layout&) = default;
};

constexpr layout layout_of(const shape& extents, const border& edge = {}) {
    layout result{
        .channels = extents[0], .edge = edge, .pixel_step = extents[0], .flat = extents.rank == 1};
    if (extents.rank == 2) result.width = extents[1];
    if (extents.rank == 3) {
        result.height = extents[1];
        result.width = extents[2];
    }
    return result;
}

}  // namespace ctnn
