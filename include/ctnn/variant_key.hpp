// A network and an instruction set in, the number by which a program finds the one compiled for the
// other out.
#pragma once

#include <ctnn/predictor.hpp>
#include <ctnn/simd/instruction_set.hpp>

#include <cstdint>
#include <string_view>

namespace ctnn::detail {

// FNV-1a, of numbers in place of bytes.
struct hash {
    std::uint64_t value = 0xcbf29ce484222325;

    constexpr void add(std::int64_t number) {
        value = (value ^ static_cast<std::uint64_t>(number)) * 0x100000001b3;
    }
    constexpr void add(std::string_view text) {
        for (const char each : text) add(each);
    }
};

template <class Net, class T, instruction_set Set>
using program_for = typename runnable<Net, T, simd::target_of(Set)>::program;

// Differs for other layers, shapes and connections, and where the two sides would pack or plan
// memory differently: then the linker misses what it looks for.
template <class Net, class T, instruction_set Set>
inline constexpr std::uint64_t variant_key = [] {
    hash result;
    for (int i = 0; i < Net::graph.value_count; ++i)
        for (const int extent : Net::graph.values[i].extents) result.add(extent);
    unroll<Net::layer_count>([&](auto n) {
        result.add(spelling<leaf_at<n, typename Net::leaves>>.view());
        for (const int input : Net::graph.nodes[n].inputs) result.add(input);
        result.add(Net::graph.nodes[n].output);
    });
    result.add(Net::plan.size);
    result.add(program_for<Net, T, Set>::packed_size);
    return result.value;
}();

}  // namespace ctnn::detail
