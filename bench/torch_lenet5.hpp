// LeNet-5 in libtorch, hidden behind this class: its headers take long to compile.
#pragma once

#include <memory>
#include <span>
#include <string>

namespace ctnn::bench {

// A work for `turns`: one training step, as PyTorch's users write it, with one thread.
class torch_lenet5 {
  public:
    struct options {
        double learning_rate, momentum, weight_decay;
    };
    // Parameters in the order of the state_dict, pictures of 1x28x28, a label for each.
    torch_lenet5(std::span<const float> parameters, std::span<const float> pictures,
                 std::span<const int> labels, options);
    ~torch_lenet5();

    void operator()();
    // Of the last step, or what it left.
    void copy_gradients(std::span<float> target) const;

    static std::string setting();

  private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace ctnn::bench
