// The largest error of every transcendental function over all 2^32 floats, measured against the C
// library's double precision. Half an hour for one core, so no test; run it after a change:
//
//     meson compile -C build all_floats && build/tests/all_floats
#include "functions.hpp"
#include <bit>
#include <cstdint>
#include <cstdio>
#include <thread>
#include <vector>

namespace {

using namespace ctnn;

struct worst {
    double units = 0;
    float x = 0;
};

// Over the floats whose bits are from `begin` to below `end`.
template <class Function, class Exact>
worst sweep(std::uint64_t begin, std::uint64_t end, double low, double high, Function function,
            Exact exact) {
    constexpr int lanes = simd::native.most_lanes<float>();
    worst result;
    for (std::uint64_t first = begin; first < end; first += lanes) {
        float x[lanes], y[lanes];
        for (int i = 0; i < lanes; ++i)
            x[i] = std::bit_cast<float>(static_cast<std::uint32_t>(first + i));
        function(simd::vec<float, lanes>::load(x)).store(y);
        for (int i = 0; i < lanes; ++i) {
            if (x[i] < low || x[i] > high) continue;
            const double units = units_apart(y[i], exact(static_cast<double>(x[i])));
            if (units > result.units) result = {units, x[i]};
        }
    }
    return result;
}

}  // namespace

int main() {
    for_each_function([](const char* name, double low, double high, double bound, double,
                         auto function, auto exact) {
        const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
        const std::uint64_t part = (std::uint64_t{1} << 32) / cores & ~std::uint64_t{255};
        std::vector<worst> parts(cores);
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < cores; ++i)
            threads.emplace_back([=, &parts] {
                const std::uint64_t end = i + 1 == cores ? std::uint64_t{1} << 32 : (i + 1) * part;
                parts[i] = sweep(i * part, end, low, high, function, exact);
            });
        for (auto& each : threads) each.join();
        worst all;
        for (const worst& each : parts)
            if (each.units > all.units) all = each;
        std::printf("%-20s %6.3f units at %a = %.9g%s\n", name, all.units,
                    static_cast<double>(all.x), static_cast<double>(all.x),
                    all.units > bound ? "   ABOVE THE BOUND" : "");
        std::fflush(stdout);
    });
}
