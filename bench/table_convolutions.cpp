// Single convolutions as layers of a network: ctnn beside oneDNN's, direct and Winograd's.
#include "comparison.hpp"
#include "single_layer.hpp"

namespace {

using namespace ctnn;

template <int In, int Out, int Size, int Kernel, int Stride = 1, int Padding = Kernel / 2>
void convolution(const bench::comparison& table, const char* name) {
    using net = network<input<In, Size, Size>,
                        conv2d<Out, kernel<Kernel>, stride<Stride>, padding<Padding>, round_down>>;
    bench::single_layer<net> ours;
    std::vector<bench::peer_pointer> peers;
#ifdef CTNN_BENCH_ONEDNN
    const bench::plain_network told = bench::describe(*ours.weights);
    for (const auto way : {bench::onednn_way::direct, bench::onednn_way::winograd})
        if (auto made = bench::onednn(told, ours.input->data(), way, true))
            peers.push_back(std::move(made));
#endif
    table.run(name, bench::workload_of<net>, ours, *ours.output, peers);
}

}  // namespace

int main() {
    const bench::comparison table{"Single convolutions",
                                  "one picture in the layout that each library wants, one thread"};
    convolution<1, 6, 28, 5>(table, "LeNet's first, 1->6 5x5 @28");
    convolution<6, 16, 14, 5, 1, 0>(table, "LeNet's second, 6->16 5x5 @14");
    convolution<16, 16, 32, 3>(table, "16->16 3x3 @32");
    convolution<64, 64, 56, 3>(table, "64->64 3x3 @56");
    convolution<128, 128, 28, 3>(table, "128->128 3x3 @28");
    convolution<256, 256, 14, 3>(table, "256->256 3x3 @14");
    convolution<256, 256, 56, 3>(table, "256->256 3x3 @56");
    convolution<512, 512, 14, 3>(table, "512->512 3x3 @14");
    convolution<256, 64, 56, 1>(table, "256->64 1x1 @56");
    convolution<3, 64, 224, 7, 2>(table, "3->64 7x7/2 @224");
    convolution<3, 64, 224, 11, 4, 2>(table, "3->64 11x11/4 @224");
    convolution<32, 96, 28, 5>(table, "32->96 5x5 @28");
}
