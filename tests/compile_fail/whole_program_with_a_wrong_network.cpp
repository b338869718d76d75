// shows: layer 3: conv2d<16, kernel<15>> on 6x14x14: (N - F + 2P)/S + 1
// shows on clang 14: found::layer<3>, conv2d<16, kernel<15>>, found::on<6, 14, 14>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

#include <array>
#include <cstdio>

using namespace ctnn;

// Whatever a program goes on to do with a wrong network, the error about it is the only one.
#ifdef WRONG
using kernel_of_conv2 = kernel<15>;
#else
using kernel_of_conv2 = kernel<5>;
#endif
using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>>, relu, max_pool2d<kernel<2>>,
                    conv2d<16, kernel_of_conv2>, relu, max_pool2d<kernel<2>>, flatten, linear<10>>;

static_assert(net::input_shape == shape{1, 28, 28});
static_assert(net::output_shape == shape{10} && net::output_shape[0] == 10);
static_assert(net::parameter_count == 6'582 && net::mac_count == 361'600);
static_assert(net::layer_count == 8 && net::workspace_bytes <= 24 * 1024);
static_assert(net::layer<0>::output_shape == shape{6, 28, 28});

using picture = tensor<1, 28, 28>;

float use(const parameters<net>& weights, const picture& X) {
    const packed_weights<net> packed{weights};
    static workspace<net> memory;
    predictor<net> predict_one{weights};
    const tensor<10> scores = predict_one(X);
    return scores[3] + predict(packed, memory, X)[3];
}

float teach(const picture& X, const tensor<10>& Y) {
    trainable<net> model{1};
    mse_loss criterion;
    sgd<net> optimiser{{.learning_rate = 0.1f}};
    const auto outputs = model.forward(X);
    const float loss = criterion.forward(outputs, Y);
    const auto dloss = criterion.backward(outputs, Y);
    model.backward(X, dloss);
    optimiser.step(model);
    return loss;
}

float teach(const batch<8, 1, 28, 28>& X, const std::array<int, 8>& labels) {
    static trainable<net, 8> model{1};
    cross_entropy criterion;
    const auto& outputs = model.forward(X);
    model.backward(X, criterion.backward(outputs, labels));
    return criterion.forward(outputs, labels);
}

void show() {
    parameters<net> weights;
    initialise(weights, 1);
    get<"0.weight">(weights)(0, 0, 0, 0) = 1;
    for (const auto& entry : weights.entries()) std::printf("%s\n", entry.name.data());
    hana::for_each(net::layers, [](auto layer) { std::printf("%s\n", layer.spelling.data()); });
}
