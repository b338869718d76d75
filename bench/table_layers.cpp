// Single convolutions of ctnn as shares of the FMA rate of the same moments: every shape that the
// kernels are held to.
#include <ctnn/ctnn.hpp>

#include "fma_rate.hpp"
#include "single_layer.hpp"
#include "table.hpp"
#include <string>

namespace {

using namespace ctnn;

// Only rows whose name has this in it are run: one layer takes a second to try.
const char* wanted = "";
const bench::table* shown;

template <int In, int Out, int Height, int Width, int Kernel, int Stride = 1,
          int Padding = Kernel / 2>
void convolution() {
    using layer = conv2d<Out, kernel<Kernel>, stride<Stride>, padding<Padding>, round_down>;
    using net = network<input<In, Height, Width>, layer>;
    const auto text = [](int number) { return std::to_string(number); };
    std::string name = text(In) + "->" + text(Out) + ' ' + text(Kernel) + 'x' + text(Kernel);
    if (Stride > 1) name += '/' + text(Stride);
    name += " @" + text(Height);
    if (Width != Height) name += 'x' + text(Width);
    if (name.find(wanted) == name.npos) return;

    bench::single_layer<net> work;
    const auto [own, fma] = bench::turns(work, bench::multiply_adds{});
    const double operations = 2 * static_cast<double>(net::mac_count);
    const double limit = bench::multiply_adds::operations / fma.shortest;
    const auto share = [&](double seconds) { return 100 * operations / seconds / limit; };
    shown->row(name.c_str(), {own.median * 1e6, own.shortest * 1e6, operations / own.shortest / 1e9,
                              share(own.median), share(own.shortest), limit / 1e9});
}

// Channels that fill no vector, and images that fill no tile.
template <int... Channels> void of_channels() {
    (convolution<Channels, Channels, 28, 28, 3>(), ...);
}
template <int... Widths> void of_widths() { (convolution<32, 32, Widths, Widths, 3>(), ...); }

}  // namespace

int main(int count, char** arguments) {
    if (count > 1) wanted = arguments[1];
    const bench::table table{
        "Convolutions",
        "Microseconds of ctnn, one picture, and shares of the FMA rate",
        {"median", "shortest", "GFLOP/s", "% of FMA, median", "% of FMA, shortest", "FMA GFLOP/s"}};
    shown = &table;
    convolution<64, 64, 56, 56, 3>();
    convolution<128, 128, 28, 28, 3>();
    convolution<256, 256, 14, 14, 3>();
    convolution<256, 256, 56, 56, 3>();
    convolution<512, 512, 14, 14, 3>();
    convolution<256, 64, 56, 56, 1>();
    convolution<3, 64, 224, 224, 7, 2>();
    convolution<3, 64, 224, 224, 11, 4, 2>();
    convolution<32, 96, 28, 28, 5>();
    convolution<16, 16, 32, 32, 3>();
    convolution<6, 16, 14, 14, 5, 1, 0>();
    convolution<1, 6, 28, 28, 5>();
    of_channels<3, 5, 6, 10, 12, 20, 24, 33>();
    of_widths<7, 9, 13, 27>();
}
