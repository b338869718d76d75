// Single convolutions as layers of a network, against the FMA rate of the same process.
#include <ctnn/ctnn.hpp>

#include "fma_rate.hpp"
#include <memory>

namespace {

using namespace ctnn;

// The layer's `forward` alone: activations lie in the workspace, weights are packed.
template <class Net> void convolution(benchmark::State& state) {
    using program = detail::program<Net, float, simd::native>;
    const auto weights = std::make_unique<parameters<Net>>();
    for (std::size_t i = 0; i < weights->size(); ++i)
        weights->data()[i] = static_cast<float>(i % 17) / 64 - 0.125f;
    const auto packed = std::make_unique<packed_weights<Net>>(*weights);
    const auto memory = std::make_unique<workspace<Net>>();
    forward_pass<float> pass;
    pass.in[0] = program::first_pixel(memory->data(), 0);
    pass.out = program::first_pixel(memory->data(), 1);
    pass.weights = packed->data();
    bench::report(state, static_cast<double>(Net::mac_count), [&] {
        program::template leaf<0>::template forward<float, simd::native, program::template form<0>>(
            pass);
        benchmark::ClobberMemory();
    });
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
