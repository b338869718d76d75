// Numbers in memory in, how fast the core can read them out: the limit of what reads each weight
// once.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/simd/vec.hpp>

#include "turns.hpp"
#include <span>

namespace ctnn::bench {

// A work for `turns`. Reads the very numbers that another work reads: a buffer beside them would
// take their place in the cache at every turn.
class reads {
    static constexpr int lanes = simd::native.most_lanes<float>(), chains = 8;
    static constexpr std::size_t step = chains * lanes;

  public:
    // Whole steps of them alone.
    explicit reads(std::span<const float> all) : numbers_{all.first(all.size() / step * step)} {}

    std::size_t bytes() const { return numbers_.size_bytes(); }

    [[gnu::flatten]] void operator()() {
        using vector = simd::vec<float, lanes>;
        vector sum[chains];
        unroll<chains>([&](auto i) { sum[i] = vector::broadcast(0); });
        for (std::size_t at = 0; at < numbers_.size(); at += step)
            unroll<chains>(
                [&](auto i) { sum[i] = sum[i] + vector::load(numbers_.data() + at + i * lanes); });
        unroll<chains>([&](auto i) { sum[i].store(sums_ + i * lanes); });
        keep(sums_);
    }

  private:
    std::span<const float> numbers_;
    float sums_[step] = {};
};

}  // namespace ctnn::bench
