// The machine's own limit in, a yardstick for every kernel out: fused multiply-adds a second.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/simd/vec.hpp>

#include <algorithm>
#include <chrono>

#include <benchmark/benchmark.h>

namespace ctnn::bench {

// The shortest time one call of `work` takes, in seconds: the machine's time, without what others
// on the machine took from it; of `repetitions` rounds of at least 20 microseconds.
template <class Work> double shortest_time(Work&& work, int repetitions = 200) {
    using clock = std::chrono::steady_clock;
    const auto time = [&](int calls) {
        const auto begin = clock::now();
        for (int i = 0; i < calls; ++i) work();
        return std::chrono::duration<double>(clock::now() - begin).count();
    };
    int calls = 1;
    while (time(calls) < 20e-6) calls *= 2;
    double best = time(calls);
    for (int i = 1; i < repetitions; ++i) best = std::min(best, time(calls));
    return best / calls;
}

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

// Floating-point operations a second, two for a fused multiply-add: what no kernel can exceed.
// Measured anew at every call, as clocks change.
inline double fma_rate() {
    constexpr int chains = 12, steps = 1000, lanes = simd::native.most_lanes<float>();
    float starts[chains * lanes];
    for (int i = 0; i < chains * lanes; ++i) starts[i] = static_cast<float>(i);
    const double seconds = shortest_time([&] {
        run_chains<simd::vec<float, lanes>>(starts, 0.5f, steps);
        benchmark::DoNotOptimize(starts);
    });
    return 2.0 * chains * lanes * steps / seconds;
}

// Runs `work`, which makes `macs` multiply-accumulates, and reports its shortest time, its rate,
// and the share of the FMA rate measured right before it in the same process.
template <class Work> void report(benchmark::State& state, double macs, Work&& work) {
    const double limit = fma_rate();
    const double seconds = shortest_time(work);
    for (auto _ : state) work();
    state.counters["shortest_us"] = seconds * 1e6;
    state.counters["GFLOP/s"] = 2 * macs / seconds / 1e9;
    state.counters["FMA_GFLOP/s"] = limit / 1e9;
    state.counters["share_%"] = 100 * 2 * macs / seconds / limit;
}

}  // namespace ctnn::bench
