// LeNet-5 in tiny-dnn, headers alone, with its AVX backend.
#include "peers.hpp"
#include <algorithm>
#include <tiny_dnn/tiny_dnn.h>

namespace ctnn::bench {

namespace {

class layers final : public peer {
  public:
    layers(const plain_network& net, const float* picture)
        : peer{"tiny-dnn",
               "headers compiled as this program is, with its AVX kernels and one thread"},
          picture_(picture, picture + 28 * 28) {
        using namespace tiny_dnn;
        using namespace tiny_dnn::activation;
        net_ << convolutional_layer<relu>(28, 28, 5, 1, 6, padding::same)
             << max_pooling_layer<identity>(28, 28, 6, 2)
             << convolutional_layer<relu>(14, 14, 5, 6, 16)
             << max_pooling_layer<identity>(10, 10, 16, 2) << fully_connected_layer<relu>(400, 120)
             << fully_connected_layer<relu>(120, 84) << fully_connected_layer<identity>(84, 10);
        net_.init_weight();
        std::size_t position = 0;
        for (const operation& it : net.operations) set(*net_[position++], it);
        for (std::size_t i = 0; i < net_.depth(); ++i) net_[i]->set_parallelize(false);
        (*this)();
    }

    void operator()() override { output_ = net_.predict(picture_); }
    std::vector<float> output() override { return {output_.begin(), output_.end()}; }

  private:
    // tiny-dnn has matrices by inputs.
    static void set(tiny_dnn::layer& to, const operation& it) {
        if (it.weights.empty()) return;
        tiny_dnn::vec_t& weights = *to.weights()[0];
        const std::size_t outputs = it.bias.size(), inputs = it.weights.size() / outputs;
        if (it.kind == operation_kind::convolution)
            std::ranges::copy(it.weights, weights.begin());
        else
            for (std::size_t o = 0; o < outputs; ++o)
                for (std::size_t i = 0; i < inputs; ++i)
                    weights[i * outputs + o] = it.weights[o * inputs + i];
        std::ranges::copy(it.bias, to.weights()[1]->begin());
    }

    tiny_dnn::network<tiny_dnn::sequential> net_;
    tiny_dnn::vec_t picture_, output_;
};

}  // namespace

peer_pointer tiny_dnn_lenet5(const plain_network& net, const float* picture) {
    return std::make_unique<layers>(net, picture);
}

}  // namespace ctnn::bench
