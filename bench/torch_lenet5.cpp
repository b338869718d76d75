#include "torch_lenet5.hpp"

#include <algorithm>
#include <torch/torch.h>

namespace ctnn::bench {

namespace nn = torch::nn;

struct torch_lenet5::state {
    nn::Sequential net{nn::Conv2d{nn::Conv2dOptions{1, 6, 5}.padding(2)},
                       nn::ReLU{},
                       nn::MaxPool2d{2},
                       nn::Conv2d{nn::Conv2dOptions{6, 16, 5}},
                       nn::ReLU{},
                       nn::MaxPool2d{2},
                       nn::Flatten{},
                       nn::Linear{400, 120},
                       nn::ReLU{},
                       nn::Linear{120, 84},
                       nn::ReLU{},
                       nn::Linear{84, 10}};
    nn::CrossEntropyLoss criterion;
    torch::optim::SGD optimiser;
    torch::Tensor pictures, labels;

    explicit state(const options& o)
        : optimiser{net->parameters(), torch::optim::SGDOptions{o.learning_rate}
                                           .momentum(o.momentum)
                                           .weight_decay(o.weight_decay)} {}
};

torch_lenet5::torch_lenet5(std::span<const float> parameters, std::span<const float> pictures,
                           std::span<const int> labels, options given) {
    at::set_num_threads(1);
    state_ = std::make_unique<state>(given);
    const torch::NoGradGuard guard;
    for (const torch::Tensor& each : state_->net->parameters()) {
        std::copy_n(parameters.data(), each.numel(), each.data_ptr<float>());
        parameters = parameters.subspan(static_cast<std::size_t>(each.numel()));
    }
    const auto count = static_cast<std::int64_t>(labels.size());
    state_->pictures = torch::empty({count, 1, 28, 28});
    std::copy(pictures.begin(), pictures.end(), state_->pictures.data_ptr<float>());
    state_->labels = torch::empty({count}, torch::kInt64);
    std::copy(labels.begin(), labels.end(), state_->labels.data_ptr<std::int64_t>());
}

torch_lenet5::~torch_lenet5() = default;

void torch_lenet5::operator()() {
    state_->optimiser.zero_grad();
    const auto outputs = state_->net->forward(state_->pictures);
    state_->criterion(outputs, state_->labels).backward();
    state_->optimiser.step();
}

void torch_lenet5::copy_gradients(std::span<float> target) const {
    for (const torch::Tensor& each : state_->net->parameters()) {
        std::copy_n(each.grad().data_ptr<float>(), each.numel(), target.data());
        target = target.subspan(static_cast<std::size_t>(each.numel()));
    }
}

std::string torch_lenet5::setting() { return std::string{"libtorch "} + TORCH_VERSION; }

}  // namespace ctnn::bench
