// The machine's own limit, a yardstick for every kernel: fused multiply-adds a second.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/simd/vec.hpp>

#include "turns.hpp"

namespace ctnn::bench {

// `steps` rounds of twelve independent chains of fused multiply-adds in registers.
template <class Vector> [[gnu::flatten]] void run_chains(float* starts, float factor, int steps) {
    constexpr int chains = 12, lanes = simd::native.most_lanes<float>();
    const auto f = Vector::broadcast(factor);
    Vector sum[chains];
    unroll<chains>([&](auto i) { sum[i] = Vector::load(starts + i * lanes); });
    for (int step = 0; step < steps; ++step)
        unroll<chains>([&](auto i) { sum[i] = fma(sum[i], f, f); });
    unroll<chains>([&](auto i) { sum[i].store(starts + i * lanes); });
}

// A work for `turns`, and the operations in one call of it: two for a fused multiply-add.
struct multiply_adds {
    static constexpr int lanes = simd::native.most_lanes<float>(), steps = 1000;
    static constexpr double operations = 2.0 * 12 * lanes * steps;

    void operator()() {
        run_chains<simd::vec<float, lanes>>(starts, 0.5f, steps);
        keep(starts);
    }
    float starts[12 * lanes] = {};
};

}  // namespace ctnn::bench
