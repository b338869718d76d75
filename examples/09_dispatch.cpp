// One program for every processor: LeNet-5 is compiled for each instruction set, and the best that
// the processor has is chosen when the program starts. It then tries the others, too, and compares
// times and bits.
#include <ctnn/ctnn.hpp>
#include <ctnn/dispatch.hpp>

#include "lenet5.hpp"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>

using namespace ctnn;
using examples::lenet5;

// The shortest time of one prediction, in microseconds, of as many as fit into a tenth of a second.
template <class Net> double shortest_time(Net& net, const tensor<1, 28, 28>& image) {
    using clock = std::chrono::steady_clock;
    auto shortest = clock::duration::max();
    for (const auto begin = clock::now(); clock::now() - begin < std::chrono::milliseconds(100);) {
        const auto start = clock::now();
        auto scores = net(image);
        asm volatile("" : : "r"(&scores) : "memory");
        shortest = std::min(shortest, clock::now() - start);
    }
    return std::chrono::duration<double, std::micro>(shortest).count();
}

int main() {
    static parameters<lenet5> weights;
    initialise(weights, 7);
    static tensor<1, 28, 28> image;
    for (std::size_t i = 0; i < image.size(); ++i) image[i] = static_cast<float>(i % 29) / 29;

    static dispatched<lenet5> net{weights};
    const auto scores = net(image);
    std::printf("this processor has %s\n", name_of(net.chosen()));

    for (const instruction_set set : instruction_sets) {
        if (set > best_instruction_set()) continue;
        const auto other = std::make_unique<dispatched<lenet5>>(weights, set);
        const bool equal = (*other)(image) == scores;
        std::printf("%-8s  %8.1f microseconds  %s\n", name_of(set), shortest_time(*other, image),
                    equal ? "the same bits" : "OTHER BITS");
        if (!equal) return 1;
    }
}
