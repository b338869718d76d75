// The machine's own limit in, a yardstick for every kernel out: fused multiply-adds a second.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/simd/vec.hpp>

#include <algorithm>
#include <chrono>

#include <benchmark/benchmark.h>

namespace ctnn::bench {

using seconds_clock = std::chrono::steady_clock;

// The seconds that one of so many calls of `work` takes, and how many calls take `seconds`.
template <class Work> double time_of(Work&& work, int calls) {
    const auto begin = seconds_clock::now();
    for (int i = 0; i < calls; ++i) work();
    return std::chrono::duration<double>(seconds_clock::now() - begin).count() / calls;
}
template <class Work> int calls_for(Work&& work, double seconds) {
    int calls = 1;
    while (time_of(work, calls) * calls < seconds) calls *= 2;
    return calls;
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

// The shortest time of one call of `work`, in seconds, and the machine's limit at that time, in
// floating-point operations a second (two for a fused multiply-add).
struct measured {
    double seconds, limit;
};

// Work and multiply-adds take turns of 30 microseconds or more, at least 200 of each: clocks change
// within a second, by a tenth, and what one of them met the other must meet, too.
template <class Work> measured measure(Work&& work) {
    constexpr int chains = 12, steps = 1000, lanes = simd::native.most_lanes<float>();
    static float starts[chains * lanes];
    const auto multiply_add = [] {
        run_chains<simd::vec<float, lanes>>(starts, 0.5f, steps);
        benchmark::DoNotOptimize(starts);
    };
    constexpr double turn = 30e-6, whole = 0.2;
    const int calls = calls_for(work, turn), rounds = calls_for(multiply_add, turn);
    double best = time_of(work, calls), best_round = time_of(multiply_add, rounds);
    const auto begin = seconds_clock::now();
    for (int i = 0; i < 200 || seconds_clock::now() - begin < std::chrono::duration<double>(whole);
         ++i) {
        best_round = std::min(best_round, time_of(multiply_add, rounds));
        best = std::min(best, time_of(work, calls));
    }
    return {best, 2.0 * chains * lanes * steps / best_round};
}

// Runs `work`, which makes `macs` multiply-accumulates, and reports its shortest time, its rate,
// and its share of the FMA rate of the same moments.
template <class Work> void report(benchmark::State& state, double macs, Work&& work) {
    const auto [seconds, limit] = measure(work);
    for (auto _ : state) work();
    state.counters["shortest_us"] = seconds * 1e6;
    state.counters["GFLOP/s"] = 2 * macs / seconds / 1e9;
    state.counters["FMA_GFLOP/s"] = limit / 1e9;
    state.counters["share_%"] = 100 * 2 * macs / seconds / limit;
}

}  // namespace ctnn::bench
