// A work for `turns` that takes one cycle a step, so that its time tells the clock.
#pragma once

namespace ctnn::bench {

struct cycles {
    static constexpr int steps = 16000;

    // Each step waits for the one before it. Both numbers are in registers: newer processors
    // add constants in no time at all.
    void operator()() const {
        long sum = 0, number = 1;
        asm("" : "+r"(number));
// Unrolled, as the branch back costs time of its own.
#pragma GCC unroll 64
        for (int i = 0; i < steps; ++i) {
            sum ^= number;
            asm("" : "+r"(sum));
        }
        asm volatile("" : : "r"(sum));
    }
};

}  // namespace ctnn::bench
