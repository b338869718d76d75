// Layers that compute little, against what binds them: memory, the load ports or multiply-adds.
#include <ctnn/ctnn.hpp>

#include "fma_rate.hpp"
#include "read_rate.hpp"
#include "single_layer.hpp"
#include "table.hpp"
#include <algorithm>
#include <cstring>
#include <unistd.h>

namespace {

using namespace ctnn;

// A work for `turns`: what memory alone takes. Reads the layer's input and, as it goes, writes as
// much as its output, over the very memory that the layer uses.
template <class Layer> class passes_through {
    static constexpr int lanes = simd::native.most_lanes<float>(), chains = 8;
    static constexpr layout in = Layer::form_of_input(), out = Layer::form_of_output();
    static constexpr int row_length = in.width * in.channels, step = chains * lanes;
    // Of the output, beside each step of the input.
    static constexpr int beside = chains * out.element_count() / in.element_count();
    // Rows end with a whole vector, and the output lies in one piece.
    static_assert(in.channels % lanes == 0 && out.channels % lanes == 0);
    static_assert(in.pixel_step == in.channels && out.contiguous());

  public:
    explicit passes_through(const Layer& layer)
        : from_{layer.first_input()}, to_{layer.first_output()} {}
    std::int64_t bytes() const {  // an elementwise layer works in place
        const std::int64_t numbers = in.storage() + (from_ == to_ ? 0 : out.storage());
        return numbers * std::int64_t{sizeof(float)};
    }

    [[gnu::flatten]] void operator()() {
        using vector = simd::vec<float, lanes>;
        const vector written = vector::broadcast(0.5f);
        vector sum[chains];
        unroll<chains>([&](auto i) { sum[i] = vector::broadcast(0); });
        float* to = to_;
        for (int row = 0; row < in.height; ++row) {
            const float* const from = from_ + in.at(0, row, 0);
            int at = 0;
            for (; at + step <= row_length; at += step, to += beside * lanes) {
                unroll<chains>(
                    [&](auto i) { sum[i] = sum[i] + vector::load(from + at + i * lanes); });
                unroll<beside>([&](auto i) { written.store(to + i * lanes); });
            }
            for (; at < row_length; at += lanes) sum[0] = sum[0] + vector::load(from + at);
        }
        for (; to < to_ + out.element_count(); to += lanes) written.store(to);
        unroll<chains>([&](auto i) { sum[i].store(sums_ + i * lanes); });
        keep(*this);
    }

  private:
    const float* from_;
    float* to_;
    float sums_[step];
};

const char* level_of(std::int64_t bytes) {
    return bytes <= sysconf(_SC_LEVEL1_DCACHE_SIZE) ? "first level" : "second level";
}

// Only rows whose name has this in it are run.
const char* wanted = "";
const bench::table* shown;

// `loads`: how often the layer reads a number of its input if it keeps none for another row.
template <class Net> void limited(const char* name, double loads) {
    if (!std::strstr(name, wanted)) return;
    using layer = bench::single_layer<Net>;
    layer work;
    passes_through<layer> memory{work};
    alignas(64) static const float near[4096] = {};  // a load that meets two lines counts twice
    bench::reads ports{near};
    const auto [own, through, read, fma] =
        bench::turns(work, memory, ports, bench::multiply_adds{});

    constexpr auto float_bytes = static_cast<double>(sizeof(float));
    const double inputs = static_cast<double>(Net::input_shape.size());
    const double outputs = static_cast<double>(Net::output_shape.size());
    const double loaded = loads * inputs * float_bytes / static_cast<double>(ports.bytes());
    const double multiplied =
        2 * static_cast<double>(Net::mac_count) / bench::multiply_adds::operations;
    const struct {
        const char* name;
        bench::timing takes;
    } limits[]{{level_of(memory.bytes()), through},
               {"load ports", {loaded * read.shortest, loaded * read.median}},
               {"FMA", {multiplied * fma.shortest, multiplied * fma.median}}};
    auto binding = limits[0];
    bench::timing limit = binding.takes;
    for (const auto& each : limits) {
        if (each.takes.shortest > binding.takes.shortest) binding = each;
        limit.median = std::max(limit.median, each.takes.median);
    }
    limit.shortest = binding.takes.shortest;
    shown->row(name,
               {own.median * 1e6, own.shortest * 1e6, limit.median * 1e6, limit.shortest * 1e6,
                binding.name, 100 * limit.median / own.median, 100 * limit.shortest / own.shortest,
                (inputs + outputs) * float_bytes / own.shortest / 1e9,
                static_cast<double>(ports.bytes()) / read.shortest / 1e9});
}

template <int Channels, int Size> void of_size() {
    using image = input<Channels, Size, Size>;
    const auto row = [](const char* what, auto net, double loads) {
        char name[64];
        std::snprintf(name, sizeof name, "%s %d @%d", what, Channels, Size);
        limited<typename decltype(net)::type>(name, loads);
    };
    const auto of = []<class... Layers>(Layers...) {
        return std::type_identity<network<image, Layers...>>{};
    };
    // Each of the three rows of a kernel reads a row of the image; with stride 2 rows meet one and
    // a half kernel rows.
    row("depthwise 3x3", of(conv2d<Channels, kernel<3>, padding<1>, groups<Channels>, no_bias>{}),
        3);
    row("depthwise 3x3/2",
        of(conv2d<Channels, kernel<3>, stride<2>, padding<1>, groups<Channels>, no_bias,
                  round_down>{}),
        1.5);
    row("max pool 2x2/2", of(max_pool2d<kernel<2>>{}), 1);
    row("max pool 3x3/2", of(max_pool2d<kernel<3>, stride<2>, round_down>{}), 1.5);
    row("average pool 2x2/2", of(avg_pool2d<kernel<2>>{}), 1);
    row("average pool 3x3/2", of(avg_pool2d<kernel<3>, stride<2>, round_down>{}), 1.5);
    row("global average", of(global_avg_pool2d{}), 1);
    row("relu", of(relu{}), 1);
}

}  // namespace

int main(int count, char** arguments) {
    if (count > 1) wanted = arguments[1];
    const bench::table table{
        "Layers bound by memory",
        "Microseconds of ctnn, one picture; the limit is the longest of these: reading the "
        "layer's input and writing its output where they lie (first or second level of the "
        "caches), loading each input row once for every kernel row that meets it (load ports), "
        "the multiply-adds (FMA); medians are compared with medians",
        {"median", "shortest", "limit, median", "limit, shortest", "binds", "% of limit, median",
         "% of limit, shortest", "GB/s", "loads GB/s"}};
    shown = &table;
    of_size<64, 24>();
    of_size<64, 12>();
    of_size<128, 24>();
    of_size<128, 12>();
}
