// The lecture's first network and its training: Sequential{Linear(3,4), Sigmoid, Linear(4,3),
// Sigmoid} with an MSECriterion. It learns to move a 1 among three inputs one place to the right.
#include <ctnn/ctnn.hpp>

#include <cstdio>

using namespace ctnn;

using mlp = network<input<3>, linear<4>, sigmoid, linear<3>, sigmoid>;

int main() {
    const tensor<3> samples[] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    const tensor<3> targets[] = {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}};

    trainable<mlp> model{1};  // W(0), drawn from seed 1
    mse_loss criterion;
    sgd<mlp> optimiser{{.learning_rate = 2}};  // η

    for (int t = 0; t <= 3000; ++t) {
        const auto& X = samples[t % 3];
        const auto& Y = targets[t % 3];

        auto outputs = model.forward(X);
        float loss = criterion.forward(outputs, Y);
        auto dloss = criterion.backward(outputs, Y);
        model.backward(X, dloss);
        optimiser.step(model);  // W(t+1) = W(t) - η dL/dW(t)

        if (t % 600 == 0) std::printf("iteration %4d  loss %.5f\n", t, loss);
    }

    std::puts("\n input       output after training");
    for (const auto& x : samples) {
        const auto y = model.forward(x);
        std::printf("%2.0f %2.0f %2.0f    %6.3f %6.3f %6.3f\n", x[0], x[1], x[2], y[0], y[1], y[2]);
    }
}
