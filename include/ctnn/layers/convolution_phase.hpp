// One axis of a convolution in, the pieces in out of which its gradient is put together.
#pragma once

#include <ctnn/base/window.hpp>

#include <numeric>

namespace ctnn::detail {

// The pixels y = residue, residue + S, ... of an axis all meet the same taps m: those for which
// y + P - m D is divisible by S; tap m then carries the gradient of output (y + P - m D) / S. So a
// phase is a convolution of dL/dy with these taps, turned round. Outputs and taps of a phase lie
// D/g and S/g apart, with g the greatest common divisor of stride S and dilation D.
struct phase {
    int residue = 0;    // the first pixel
    int count = 0;      // how many pixels
    int taps = 0;       // how many taps they meet, perhaps none
    int first_tap = 0;  // the one that carries the highest output
    int tap_step = 1;   // from one of them to the next
    int first = 0;      // the lowest output, for the first pixel; may lie before the first there is
    int output_step = 1;  // from the output of one tap to that of the next

    // The taps in the order of their outputs.
    constexpr int tap(int number) const { return first_tap + (taps - 1 - number) * tap_step; }
};

struct phase_pair {
    phase rows, columns;

    // A stride larger than the axis leaves phases without a pixel.
    constexpr bool empty() const { return rows.count == 0 || columns.count == 0; }
};

constexpr phase phase_of(const window& w, int extent, int residue) {
    const int divisor = std::gcd(w.stride, w.dilation);
    phase result{.residue = residue,
                 .count = residue < extent ? (extent - residue - 1) / w.stride + 1 : 0,
                 .tap_step = w.stride / divisor,
                 .output_step = w.dilation / divisor};
    const int shifted = residue + w.before;
    for (int tap = 0; tap < result.tap_step && tap < w.kernel; ++tap) {
        if ((shifted - tap * w.dilation) % w.stride != 0) continue;
        result.first_tap = tap;
        result.taps = (w.kernel - 1 - tap) / result.tap_step + 1;
        result.first =
            (shifted - tap * w.dilation) / w.stride - (result.taps - 1) * result.output_step;
    }
    return result;
}

// How far all phases together reach over the ends of `outputs` outputs.
struct reach {
    int before = 0, after = 0;
};
constexpr reach reach_of_phases(const window& w, int extent, int outputs) {
    reach result;
    for (int residue = 0; residue < w.stride; ++residue) {
        const phase p = phase_of(w, extent, residue);
        if (p.taps == 0 || p.count == 0) continue;
        const int end = p.first + (p.taps - 1) * p.output_step + p.count;
        if (-p.first > result.before) result.before = -p.first;
        if (end - outputs > result.after) result.after = end - outputs;
    }
    return result;
}

}  // namespace ctnn::detail
