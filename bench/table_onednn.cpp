// ctnn against oneDNN: LeNet-5 as a whole, and single convolutions.
#include <ctnn/ctnn.hpp>

#include "fma_rate.hpp"
#include "lenet5.hpp"
#include "onednn.hpp"
#include "single_layer.hpp"
#include "table.hpp"

namespace {

using namespace ctnn;

template <class Ours>
void compare(const bench::table& table, const char* name, std::int64_t macs, Ours&& ours,
             auto&& theirs) {
    const auto [own, peer, fma] = bench::turns(ours, theirs, bench::multiply_adds{});
    const double limit = bench::multiply_adds::operations / fma.shortest;
    const auto share = [&](const bench::timing& it) {
        return 100 * 2 * static_cast<double>(macs) / it.shortest / limit;
    };
    table.row(name, {own.median * 1e6, own.shortest * 1e6, peer.median * 1e6, peer.shortest * 1e6,
                     own.shortest / peer.shortest, share(own), share(peer), limit / 1e9});
}

void network_forward(const bench::table& table) {
    using bench::lenet5;
    static parameters<lenet5> weights;
    initialise(weights, 1);
    static predictor<lenet5> ours{weights};
    tensor<1, 28, 28> picture;
    bench::fill(picture);

    bench::onednn theirs{{1, 1, 28, 28}, picture.data(), weights.data()};
    theirs.convolution(6, 5, 1, 2, true);
    theirs.max_pool(2);
    theirs.convolution(16, 5, 1, 0, true);
    theirs.max_pool(2);
    theirs.linear(120, true);
    theirs.linear(84, true);
    theirs.linear(10, false);

    tensor<10> scores = ours(picture);
    theirs();
    bench::expect_agreement("LeNet-5", scores, theirs.output());
    const auto run = [&] {
        scores = ours(picture);
        bench::keep(scores);
    };
    compare(table, "LeNet-5, one picture", lenet5::mac_count, run, theirs);
}

template <int In, int Out, int Size, int Kernel, int Stride = 1, int Padding = Kernel / 2>
void convolution(const bench::table& table, const char* name) {
    using net = network<input<In, Size, Size>,
                        conv2d<Out, kernel<Kernel>, stride<Stride>, padding<Padding>, round_down>>;
    bench::single_layer<net> ours;
    bench::onednn theirs{{1, In, Size, Size}, ours.input->data(), ours.weights->data()};
    theirs.convolution(Out, Kernel, Stride, Padding, false);
    theirs();
    bench::expect_agreement(name, *ours.output, theirs.output());
    compare(table, name, net::mac_count, ours, [&] { theirs.run_last(); });
}

}  // namespace

int main() {
    const bench::table table{
        "Forward",
        "Microseconds, ctnn against " + bench::onednn::setting(),
        {"ctnn median", "ctnn shortest", "oneDNN median", "oneDNN shortest", "ratio of shortest",
         "ctnn % of FMA", "oneDNN % of FMA", "FMA GFLOP/s"}};
    network_forward(table);
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
