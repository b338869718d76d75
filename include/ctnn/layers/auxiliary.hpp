// A head beside the network, for training alone.
#pragma once

#include <ctnn/layers/flatten.hpp>

#include <string_view>

namespace ctnn {

// What an auxiliary head ends with: its output, for the caller to read.
struct auxiliary_output : flatten {
    static constexpr std::string_view called = "auxiliary";
    static constexpr bool has_index = false;

    static constexpr inference infer(const shape& in) { return in; }
};

// y = x. While training, head(x) is an output of the network, too: `trainable::forward` returns a
// tuple of the network's output and those of its heads in the order in which they are declared, and
// `backward` takes a gradient for each; dL/dx is the sum of what comes back from both. Prediction
// knows nothing of the head: no code, no memory, no packed weights. PyTorch has no module for it:
//
//     class Net(nn.Module):       # torchvision's GoogLeNet and Inception v3
//         def forward(self, x): x = self.stem(x); aux1 = self.aux1(x); return self.rest(x), aux1
//
//     network<input<3, 32, 32>, conv2d<16, kernel<3>>, relu,
//             auxiliary<global_avg_pool2d, flatten, linear<10>>,
//             conv2d<32, kernel<3>>, relu, global_avg_pool2d, flatten, linear<10>>
//
// Shape: any, unchanged. auxiliary<> without layers makes x itself an output. Takes no index in
// parameter names, so that the other layers have the names that they have without it; the first
// head's parameters are "aux1.0.weight", or "4.main.aux1.0.weight" where it stands in a composite,
// whatever the place in it. `auxiliary_loss` is the sum of the losses of all outputs.
// Sources: Szegedy et al., "Going deeper with convolutions", 2014; Lee et al., "Deeply-supervised
// nets", 2014.
template <class... Head> struct auxiliary {
    using leaves = join<leaves_of<sequential<Head...>>, leaf_list<auxiliary_output>>;
    static constexpr bool has_index = false;

    template <int Capacity>
    static constexpr int append_to(graph<Capacity>& into, int value, const layer_path& path) {
        const int number = into.output_count++;
        const layer_path own = child(path, sentence{"aux", number});
        int added = into.node_count;
        const int made = append<sequential<Head...>>(into, value, own);
        into.outputs[number] = append<auxiliary_output>(into, made, own);
        for (; added < into.node_count; ++added) into.nodes[added].in_auxiliary_head = true;
        return value;
    }
};

}  // namespace ctnn
