// What a network's kernels will do, as text.
#pragma once

#include <ctnn/explain.hpp>

#include <array>
#include <cstdio>
#include <string>

namespace ctnn::io {

// A table with a line for each layer: its kernel's tile (rows x columns of outputs x vectors of
// channels), the lanes of a vector and how many of them are wasted, the cycles predicted, and the
// fewest its multiply-adds could take on this machine.
//
//     std::puts(io::explain<lenet5>().c_str());
template <class Net, class T = float, simd::target Machine = simd::native> std::string explain() {
    std::string text =
        "layer                                        output      tile     lanes  waste"
        "     cycles   at least\n";
    for (const explained_layer& each : explanation<Net, T, Machine>) {
        const std::string extents{sentence{each.output}.view()};
        std::array<char, 160> line{};
        std::snprintf(line.data(), line.size(), "%-4.*s %-38.*s  %-10s",
                      static_cast<int>(each.path.size()), each.path.data(),
                      static_cast<int>(each.spelling.size()), each.spelling.data(),
                      extents.c_str());
        text += line.data();
        if (each.count > 0) {
            const kernels::tile& t = each.tile;
            const std::string tile = std::to_string(t.rows) + "x" + std::to_string(t.columns) +
                                     "x" + std::to_string(t.vectors);
            std::snprintf(line.data(), line.size(), "  %-7s  %5d  %4.0f%% %10lld %10lld",
                          tile.c_str(), t.lanes, 100 * each.waste(),
                          static_cast<long long>(each.cycles),
                          static_cast<long long>(each.least_cycles));
            text += line.data();
        }
        text += '\n';
    }
    return text;
}

}  // namespace ctnn::io
