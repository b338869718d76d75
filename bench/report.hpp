// A work in, a line of Google Benchmark with its share of the FMA rate out.
#pragma once

#include "fma_rate.hpp"

#include <benchmark/benchmark.h>

namespace ctnn::bench {

// Runs `work`, which makes `macs` multiply-accumulates, and reports its shortest time, its rate,
// and its share of the FMA rate of the same moments.
template <class Work> void report(benchmark::State& state, double macs, Work&& work) {
    const auto [own, fma] = turns(work, multiply_adds{});
    const double limit = multiply_adds::operations / fma.shortest;
    for (auto _ : state) work();
    state.counters["shortest_us"] = own.shortest * 1e6;
    state.counters["GFLOP/s"] = 2 * macs / own.shortest / 1e9;
    state.counters["FMA_GFLOP/s"] = limit / 1e9;
    state.counters["share_%"] = 100 * 2 * macs / own.shortest / limit;
}

}  // namespace ctnn::bench
