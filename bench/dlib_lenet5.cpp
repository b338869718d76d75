// LeNet-5 in dlib, with the distribution's library and its BLAS.
#include "peers.hpp"
#include <algorithm>
#include <dlib/dnn.h>

namespace ctnn::bench {

namespace {

template <int Filters, int Padding, class Below>
using convolution = dlib::add_layer<dlib::con_<Filters, 5, 5, 1, 1, Padding, Padding>, Below>;
template <class Below> using pool = dlib::add_layer<dlib::max_pool_<2, 2, 2, 2, 0, 0>, Below>;
template <int Padding, int Filters, class Below>
using stage = pool<dlib::relu<convolution<Filters, Padding, Below>>>;

using lenet5 =
    dlib::fc<10, dlib::relu<dlib::fc<
                     84, dlib::relu<dlib::fc<
                             120, stage<0, 16, stage<2, 6, dlib::input<dlib::matrix<float>>>>>>>>>;

class types final : public peer {
  public:
    types(const plain_network& net, const float* picture)
        : peer{"dlib", "the library and its BLAS as packaged; forward on a tensor"} {
        const dlib::matrix<float> image = dlib::mat(picture, 28, 28);
        net_.to_tensor(&image, &image + 1, picture_);
        (*this)();  // makes the parameters
        // From the top down to the first.
        auto next = net.operations.rbegin();
        set<0>(*next++);
        set<2>(*next++);
        set<4>(*next++);
        set<7>(*++next);
        set<10>(*++ ++next);
        (*this)();
    }

    void operator()() override { output_ = &net_.forward(picture_); }
    std::vector<float> output() override {
        return {output_->host(), output_->host() + output_->size()};
    }

  private:
    // dlib has matrices by inputs, and the bias behind the weights.
    template <int Layer> void set(const operation& it) {
        float* to = dlib::layer<Layer>(net_).layer_details().get_layer_params().host();
        const std::size_t outputs = it.bias.size(), inputs = it.weights.size() / outputs;
        if (it.kind == operation_kind::convolution)
            to = std::copy(it.weights.begin(), it.weights.end(), to);
        else
            for (std::size_t i = 0; i < inputs; ++i)
                for (std::size_t o = 0; o < outputs; ++o) *to++ = it.weights[o * inputs + i];
        std::copy(it.bias.begin(), it.bias.end(), to);
    }

    lenet5 net_;
    dlib::resizable_tensor picture_;
    const dlib::tensor* output_ = nullptr;
};

}  // namespace

peer_pointer dlib_lenet5(const plain_network& net, const float* picture) {
    return std::make_unique<types>(net, picture);
}

}  // namespace ctnn::bench
