// A network as a TorchScript module: frozen, optimised for inference, run without autograd.
#include "peers.hpp"
#include <sstream>
#include <torch/csrc/jit/api/module.h>
#include <torch/torch.h>

namespace ctnn::bench {

namespace {

std::string pair(int a, int b) { return '[' + std::to_string(a) + ", " + std::to_string(b) + ']'; }

// The text of `forward`, a line for each operation, with weights as attributes.
std::string source_of(const plain_network& net) {
    std::ostringstream text;
    text << "def forward(self, v0):\n";
    int position = 0;
    for (const operation& it : net.operations) {
        const std::string x = 'v' + std::to_string(it.inputs[0]);
        const std::string y = 'v' + std::to_string(it.output);
        const std::string weights =
            "self.w" + std::to_string(position) + ", self.b" + std::to_string(position);
        const window &down = it.vertical, &across = it.horizontal;
        const std::string strides = pair(down.stride, across.stride);
        const bool even = down.before == down.after && across.before == across.after;
        text << "    " << y << " = torch.";
        switch (it.kind) {
            case operation_kind::convolution:
                text << "conv2d(";
                if (even || down.after < down.before || across.after < across.before)
                    text << x << ", " << weights << ", " << strides << ", "
                         << pair(down.before, across.before);
                else
                    text << "torch.constant_pad_nd(" << x << ", [" << across.before << ", "
                         << across.after << ", " << down.before << ", " << down.after << "], 0.0), "
                         << weights << ", " << strides << ", [0, 0]";
                text << ", [1, 1], " << it.groups << ")\n";
                break;
            case operation_kind::linear:
                text << "linear(torch.flatten(" << x << ", 1), " << weights << ")\n";
                break;
            case operation_kind::max_pool:
                text << "max_pool2d(" << x << ", " << pair(down.kernel, across.kernel) << ", "
                     << strides << ", " << pair(down.before, across.before) << ", [1, 1], "
                     << (down.round == rounding::up ? "True" : "False") << ")\n";
                break;
            case operation_kind::global_avg_pool:
                text << "adaptive_avg_pool2d(" << x << ", [1, 1])\n";
                break;
            case operation_kind::local_response_norm:  // as torch.nn.functional has it
                text << "avg_pool3d(torch.constant_pad_nd(torch.unsqueeze(torch.mul(" << x << ", "
                     << x << "), 1), [0, 0, 0, 0, " << it.size / 2 << ", " << (it.size - 1) / 2
                     << "], 0.0), [" << it.size << ", 1, 1], [1, 1, 1])\n"
                     << "    " << y << " = torch.div(" << x << ", torch.pow(torch.squeeze(" << y
                     << ", 1) * " << it.alpha << " + " << it.k << ", " << it.beta << "))\n";
                break;
            case operation_kind::concat:
                text << "cat([";
                for (const int part : it.inputs)
                    text << (part == it.inputs[0] ? "v" : ", v") << part;
                text << "], 1)\n";
                break;
            case operation_kind::softmax:
                text << "softmax(" << x << ", 1)\n";
                break;
        }
        if (it.addend >= 0) text << "    " << y << " = " << y << " + v" << it.addend << '\n';
        if (it.relu) text << "    " << y << " = torch.relu(" << y << ")\n";
        ++position;
    }
    text << "    return v" << net.operations.back().output << '\n';
    return text.str();
}

class script final : public peer {
  public:
    script(const plain_network& net, const float* picture)
        : peer{"libtorch",
               "version " TORCH_VERSION
               " and its BLAS as packaged; a TorchScript module, frozen and optimised for "
               "inference, run in inference mode"},
          module_{"network"} {
        at::set_num_threads(1);
        const auto tensor = [](const std::vector<float>& from, std::vector<std::int64_t> extents) {
            return torch::tensor(from).reshape(extents);
        };
        int position = 0;
        for (const operation& it : net.operations) {
            const std::string number = std::to_string(position++);
            if (it.weights.empty()) continue;
            const auto outputs = static_cast<std::int64_t>(it.bias.size());
            std::vector<std::int64_t> extents{outputs, -1};
            if (it.kind == operation_kind::convolution)
                extents = {outputs, -1, it.vertical.kernel, it.horizontal.kernel};
            module_.register_parameter('w' + number, tensor(it.weights, extents), false);
            module_.register_parameter('b' + number, tensor(it.bias, {outputs}), false);
        }
        module_.define(source_of(net));
        module_.eval();
        torch::jit::Module frozen = torch::jit::freeze(module_);
        module_ = torch::jit::optimize_for_inference(frozen);

        const shape& in = net.values[0];
        std::vector<std::int64_t> extents{1};
        extents.insert(extents.end(), in.extents, in.extents + in.rank);
        picture_ = torch::from_blob(const_cast<float*>(picture), extents);
        for (int run = 0; run < 3; ++run) (*this)();  // it watches shapes, and compiles for them
    }

    void operator()() override {
        const c10::InferenceMode guard;
        output_ = module_.forward({picture_}).toTensor();
    }
    std::vector<float> output() override {
        const torch::Tensor flat = output_.contiguous();
        return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
    }

  private:
    torch::jit::Module module_;
    torch::Tensor picture_, output_;
};

}  // namespace

peer_pointer libtorch(const plain_network& net, const float* picture) {
    return std::make_unique<script>(net, picture);
}

}  // namespace ctnn::bench
