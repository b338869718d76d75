// A network and other libraries in, a row of a table for each of them out.
#pragma once

#include "describe.hpp"
#include "fill.hpp"
#include "fma_rate.hpp"
#include "peers.hpp"
#include "table.hpp"
#include "turns.hpp"
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace ctnn::bench {

// What a call does at the least: the multiply-adds of direct convolutions, and each weight, input
// and output once.
struct workload {
    double macs, bytes;
};
template <class Net>
inline constexpr workload workload_of{
    static_cast<double>(Net::mac_count),
    sizeof(float) * static_cast<double>(Net::parameter_count + Net::input_shape.size() +
                                        Net::output_shape.size())};

// Times in microseconds; the ratio is ctnn's time over that of the row. GFLOP/s and GB/s are those
// of the least work, so what saves multiply-adds can pass the FMA rate.
class comparison {
  public:
    comparison(const char* title, const std::string& setting)
        : table_{title,
                 "Microseconds, " + setting +
                     "; the ratio is ctnn's shortest time over that of the row",
                 {"library         ", "median", "shortest", "ratio", "% of FMA", "GFLOP/s",
                  "  GB/s"}} {}

    // Only what gives the same output is timed.
    void run(const char* name, const workload& least, auto& ours, std::span<const float> output,
             std::span<const peer_pointer> peers) const {
        std::vector<std::string> names{"ctnn"};
        std::vector<stopwatch> works{watch(ours)};
        for (const peer_pointer& each : peers) {
            (*each)();
            expect_agreement((name + (", " + each->name())).c_str(), output, each->output());
            names.push_back(each->name());
            works.push_back(watch(*each));
        }
        multiply_adds fma;
        works.push_back(watch(fma));
        const std::vector<timing> times = take_turns(works);
        const double limit = multiply_adds::operations / times.back().shortest;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto [shortest, median] = times[i];
            const double rate = 2 * least.macs / shortest;
            table_.row(
                name, {names[i].c_str(), median * 1e6, shortest * 1e6, times[0].shortest / shortest,
                       100 * rate / limit, rate / 1e9, least.bytes / shortest / 1e9});
        }
    }

  private:
    table table_;
};

// How the libraries were built and told to work, as a list behind a table.
inline void print_settings(std::span<const peer_pointer> peers) {
    for (const peer_pointer& each : peers)
        std::printf("- %s: %s.\n", each->name().c_str(), each->setting().c_str());
    std::printf("\n");
}

// A network as a whole on one picture, with weights that are drawn. Large ones lie on the heap.
template <class Net> class whole_network {
  public:
    whole_network() { fill(*picture_); }

    void operator()() {
        *output_ = (*net_)(*picture_);
        keep(*output_);
    }
    void compare(const comparison& table, const char* name, std::span<const peer_pointer> peers) {
        (*this)();
        table.run(name, workload_of<Net>, *this, *output_, peers);
    }
    plain_network described() const { return describe(*weights_); }
    const float* picture() const { return picture_->data(); }

  private:
    using predictor = ctnn::predictor<Net>;
    std::unique_ptr<parameters<Net>> weights_ = he_weights<Net>();
    std::unique_ptr<predictor> net_ = std::make_unique<predictor>(off_stack, *weights_);
    std::unique_ptr<typename predictor::input_type> picture_ =
        std::make_unique<typename predictor::input_type>();
    std::unique_ptr<typename predictor::output_type> output_ =
        std::make_unique<typename predictor::output_type>();
};

template <class Net> void compare_whole(const comparison& table, const char* name) {
    whole_network<Net> ours;
    ours.compare(table, name, peers_for(ours.described(), ours.picture()));
}

}  // namespace ctnn::bench
