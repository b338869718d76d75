// The large networks of the lecture: what the compiler knows of each, and how long a picture takes.
//
//     05_imagenet_nets                   one line for each of the four
//     05_imagenet_nets --summary vgg16   its layers as a table
//     05_imagenet_nets --mermaid vgg16   its graph as a drawing for Markdown
//
// Weights are drawn, not trained: time and memory do not depend on them.
#include <ctnn/ctnn.hpp>
#include <ctnn/models.hpp>
#include <ctnn/summary.hpp>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string_view>

using namespace ctnn;

namespace {

struct choice {
    std::string_view form;     // "--summary", "--mermaid", or nothing
    std::string_view network;  // or nothing, which is all
};

template <class Net> double milliseconds_for_a_picture() {
    // Hundreds of megabytes: on the heap, and the parameters no longer than they are needed.
    auto weights = std::make_unique<parameters<Net>>(off_stack);
    initialise(*weights, 1);
    const auto net = std::make_unique<predictor<Net>>(off_stack, *weights);
    weights.reset();
    const auto picture = std::make_unique<typename predictor<Net>::input_type>();
    for (float& each : *picture) each = 0.5F;
    double best = 1e9;
    for (int run = 0; run < 3; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        const auto scores = (*net)(*picture);
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begin;
        if (scores[0] == scores[0] && took.count() < best) best = took.count();
    }
    return best;
}

// Returns whether the network was one of the chosen.
template <class Net> bool show(std::string_view name, const choice& chosen) {
    if (!chosen.network.empty() && chosen.network != name) return false;
    if (chosen.form == "--summary") {
        std::cout << summary<Net>;
    } else if (chosen.form == "--mermaid") {
        std::cout << to_mermaid<Net>;
    } else {
        std::printf("%-10.*s %11.2f %11.2f %11.1f %11.1f %11.1f\n", static_cast<int>(name.size()),
                    name.data(), static_cast<double>(Net::parameter_count) / 1e6,
                    static_cast<double>(Net::mac_count) / 1e9,
                    static_cast<double>(packed_weights<Net>::bytes()) / 1e6,
                    static_cast<double>(Net::workspace_bytes) / 1e6,
                    milliseconds_for_a_picture<Net>());
        std::fflush(stdout);
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    choice chosen;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        (argument.starts_with("--") ? chosen.form : chosen.network) = argument;
    }
    if (!chosen.form.empty() && chosen.form != "--summary" && chosen.form != "--mermaid") {
        std::cerr << "unknown: " << chosen.form << ", there are --summary and --mermaid\n";
        return 1;
    }
    if (chosen.form.empty())
        std::puts(
            "           parameters      10^9       weights   workspace      a picture\n"
            "           (millions) multiply-adds    (MB)        (MB)          (ms)");
    bool any = show<models::alexnet>("alexnet", chosen);
    any = show<models::vgg16>("vgg16", chosen) || any;
    any = show<models::googlenet_inference>("googlenet", chosen) || any;
    any = show<models::resnet18>("resnet18", chosen) || any;
    if (!any) {
        std::cerr << "no network " << chosen.network
                  << ", there are alexnet, vgg16, googlenet, resnet18\n";
        return 1;
    }
}
