// The roofs that no kernel can break: multiply-adds a second, and bytes read from each level of the
// memory.
#include "fma_rate.hpp"
#include "read_rate.hpp"
#include "table.hpp"
#include <cmath>
#include <vector>

namespace {

using namespace ctnn;

void reading(const bench::table& table, const char* name, std::size_t bytes) {
    const std::vector<float> numbers(bytes / sizeof(float), 0.5f);
    bench::reads reads{numbers};
    const auto [read] = bench::turns(reads);
    table.row(name, {NAN, static_cast<double>(reads.bytes()) / read.median / 1e9,
                     static_cast<double>(reads.bytes()) / read.shortest / 1e9});
}

}  // namespace

int main() {
    const bench::table table{
        "This machine", "One core", {"GFLOP/s", "GB/s, median", "GB/s at best"}};
    const auto [fma] = bench::turns(bench::multiply_adds{});
    table.row("multiply-adds", {bench::multiply_adds::operations / fma.shortest / 1e9, NAN, NAN});
    reading(table, "reads of 16 kB", 16 << 10);
    reading(table, "reads of 256 kB", 256 << 10);
    reading(table, "reads of 4 MB", 4 << 20);
    reading(table, "reads of 256 MB", 256 << 20);
}
