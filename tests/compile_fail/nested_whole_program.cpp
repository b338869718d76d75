// shows: layer 2.1.0: groups<10> on 144: this is an option, it belongs between the < > of
// shows: its layer
// shows on clang 14: found::layer<2, 1, 0>, groups<10>, found::on<144>,
// shows on clang 14: found::because<reason::option_in_place_of_layer>
// lines: 10 on g++, 13 on clang
#include <ctnn/ctnn.hpp>

using namespace ctnn;

// Whatever a program goes on to do with a wrong network, the error about it is the only one.
#ifdef WRONG
using classes = groups<10>;
#else
using classes = linear<10>;
#endif
using net = network<input<1, 8, 8>, sequential<conv2d<4, kernel<3>>, relu>, flatten,
                    sequential<relu, sequential<classes>>>;

float use(const parameters<net>& weights, const tensor<1, 8, 8>& X) {
    predictor<net> predict_one{weights};
    return predict_one(X)[3];
}

float teach(const tensor<1, 8, 8>& X) {
    trainable<net> model{1};
    adam<net> optimiser{{.learning_rate = 0.001f}};
    const auto outputs = model.forward(X);
    model.backward(X, cross_entropy{}.backward(outputs, 3));
    optimiser.step(model);
    return cross_entropy{}.forward(outputs, 3);
}

constexpr std::int64_t bytes_of_all_outputs() {
    std::int64_t sum = 0;
    hana::for_each(net::layers, [&](auto layer) { sum += layer.output_bytes; });
    return sum;
}
static_assert(bytes_of_all_outputs() <= 10'000);
