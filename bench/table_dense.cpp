// Small dense networks: time and cycles, and how fast weights are read.
#include <ctnn/ctnn.hpp>

#include "cycles.hpp"
#include "read_rate.hpp"
#include "table.hpp"
#include <cmath>
#include <cstdint>
#include <memory>

namespace {

using namespace ctnn;

using mlp = network<input<3>, linear<4>, sigmoid, linear<3>, sigmoid>;
using shaper = network<input<1>, linear<8>, tanh_activation, linear<8>, tanh_activation, linear<1>>;
using hidden = sequential<linear<128>, relu>;
using autoencoder = network<input<640>, hidden, hidden, hidden, hidden, linear<8>, relu, hidden,
                            hidden, hidden, hidden, linear<640>>;

// Calls that wait for nothing may overlap in the processor; where each takes the last one's output
// as its input, none can.
template <class Net> void dense(const bench::table& table, const char* name) {
    const auto weights = std::make_unique<parameters<Net>>();
    initialise(*weights, 1);
    const auto net = std::make_unique<predictor<Net>>(*weights);
    typename predictor<Net>::input_type x, y;
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i % 7) / 7;
    y = x;
    const auto alone = [&] {
        auto out = (*net)(x);
        bench::keep(out);
    };
    const auto chained = [&] {
        y = (*net)(y);
        bench::keep(y);
    };
    const auto& packed = net->weights();
    bench::reads reads{{packed.data(), static_cast<std::size_t>(packed.bytes()) / sizeof(float)}};
    const auto [own, after, read, clock] = bench::turns(alone, chained, reads, bench::cycles{});

    const double cycle = clock.shortest / bench::cycles::steps;
    const double rate = sizeof(float) * static_cast<double>(Net::parameter_count) / own.shortest;
    const double limit = static_cast<double>(reads.bytes()) / read.shortest;
    // What lies in the first-level cache is not bound by reads.
    const bool is_large = Net::parameter_count > 20'000;
    table.row(name, {own.median * 1e9, own.shortest * 1e9, own.shortest / cycle,
                     after.shortest * 1e9, after.shortest / cycle, is_large ? rate / 1e9 : NAN,
                     is_large ? 100 * rate / limit : NAN, 1e-9 / cycle});
}

}  // namespace

int main() {
    const bench::table table{"Dense networks",
                             "Nanoseconds of ctnn; `chained`: each call's input is the last one's "
                             "output; reads are those of the same weights alone",
                             {"median", "shortest", "cycles", "chained", "cycles chained",
                              "GB/s of weights", "% of reads", "GHz"}};
    dense<mlp>(table, "3-4-3, sigmoids");
    dense<shaper>(table, "1-8-8-1, tanh");
    dense<autoencoder>(table, "640-128x4-8-128x4-640, ReLU");
}
