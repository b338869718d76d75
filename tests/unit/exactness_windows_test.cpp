// Which elements the windows of a pool cover, against trying every tap: over all small windows.
#include <ctnn/kernels/windows.hpp>

#include "convolution_definition.hpp"
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;
using elements = std::vector<int>;

elements covered_by(const kernels::covered& found) {
    elements result;
    for (int i = 0; i < found.count; ++i) result.push_back(found.begin + i * found.step);
    return result;
}

// Every element in exactly one of the windows?
bool tile(const std::vector<elements>& windows, int extent) {
    elements all;
    for (const elements& each : windows) all.insert(all.end(), each.begin(), each.end());
    elements once;
    for (int i = 0; i < extent; ++i) once.push_back(i);
    return all == once;
}

// Returns how many windows there were.
int check_sliding(int extent, const window& w) {
    const int count = positions_of(extent, w);
    std::vector<elements> windows;
    for (int position = 0; position < count; ++position) {
        elements inside;
        int counted = 0;  // with those in the declared padding
        for (int tap = 0; tap < w.kernel; ++tap) {
            const int at = position * w.stride - w.before + tap * w.dilation;
            if (at >= 0 && at < extent) inside.push_back(at);
            counted += at < extent + w.after;
        }
        const kernels::covered found = kernels::cover({w}, extent, count, position);
        REQUIRE(covered_by(found) == inside);
        REQUIRE(found.counted == counted);
        windows.push_back(inside);
    }
    if (kernels::tiles({w}, extent, count)) REQUIRE(tile(windows, extent));
    return count;
}

TEST_CASE("sliding windows cover what their taps meet") {
    int windows = 0;
    window w;
    for (int extent = 1; extent <= 14; ++extent)
        for (w.kernel = 1; w.kernel <= 5; ++w.kernel)
            for (w.stride = 1; w.stride <= 6; ++w.stride)
                for (w.dilation = 1; w.dilation <= 3; ++w.dilation)
                    for (w.before = 0; 2 * w.before <= w.reach(); ++w.before)
                        for (w.after = 0; 2 * w.after <= w.reach(); ++w.after)
                            for (const rounding how : {rounding::down, rounding::up}) {
                                w.round = how;
                                INFO("extent ", extent, ", kernel ", w.kernel, ", stride ",
                                     w.stride, ", dilation ", w.dilation, ", padding ", w.before,
                                     " and ", w.after,
                                     std::string{how == rounding::up ? ", up" : ", down"});
                                windows += check_sliding(extent, w);
                            }
    CHECK(windows > 50'000);
}

TEST_CASE("adaptive windows share the elements as PyTorch says") {
    for (int extent = 1; extent <= 24; ++extent)
        for (int count = 1; count <= 30; ++count) {
            INFO("extent ", extent, ", windows ", count);
            std::vector<elements> windows;
            for (int position = 0; position < count; ++position) {
                elements inside;  // from floor(i N / n) to ceil((i + 1) N / n)
                for (int i = 0; i < extent; ++i)
                    if ((i + 1) * count > position * extent && i * count < (position + 1) * extent)
                        inside.push_back(i);
                const auto found = kernels::cover({.adaptive = true}, extent, count, position);
                REQUIRE(covered_by(found) == inside);
                REQUIRE(found.counted == static_cast<int>(inside.size()));
                windows.push_back(inside);
            }
            if (kernels::tiles({.adaptive = true}, extent, count)) REQUIRE(tile(windows, extent));
        }
}

TEST_CASE("windows that tile their axis are known to") {
    CHECK(kernels::tiles({{.kernel = 3, .stride = 3}}, 12, 4));
    CHECK(kernels::tiles({.adaptive = true}, 12, 4));
}

}  // namespace
