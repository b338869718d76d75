// Single convolutions as layers of a network, against the FMA rate of the same process.
#include <ctnn/ctnn.hpp>

#include "report.hpp"
#include "single_layer.hpp"

namespace {

using namespace ctnn;

template <class Net> void convolution(benchmark::State& state) {
    bench::report(state, static_cast<double>(Net::mac_count), bench::single_layer<Net>{});
}

template <int In, int Out, int Size, int Kernel, int Padding = Kernel / 2>
using square = network<input<In, Size, Size>, conv2d<Out, kernel<Kernel>, padding<Padding>>>;

BENCHMARK(convolution<square<1, 6, 28, 5>>)->Name("LeNet-5 first: 1->6 5x5 @28");
BENCHMARK(convolution<square<6, 16, 14, 5, 0>>)->Name("LeNet-5 second: 6->16 5x5 @14");
BENCHMARK(convolution<square<64, 64, 28, 3>>)->Name("64->64 3x3 @28");
BENCHMARK(convolution<square<16, 16, 32, 3>>)->Name("ResNet-8: 16->16 3x3 @32");
BENCHMARK(convolution<square<256, 256, 14, 3>>)->Name("256->256 3x3 @14");
BENCHMARK(convolution<square<256, 64, 56, 1>>)->Name("256->64 1x1 @56");
BENCHMARK(convolution<network<input<3, 224, 224>,
                              conv2d<64, kernel<7>, stride<2>, padding<3>, round_down>>>)
    ->Name("ResNet stem: 3->64 7x7/2 @224");

}  // namespace
