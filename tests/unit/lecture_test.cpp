// The numbers on the lecture's slides.
#include <ctnn/ctnn.hpp>

#include <doctest/doctest.h>

using namespace ctnn;

namespace {

template <class Net>
tensor<1, Net::output_shape[1], Net::output_shape[2]> run(
    const typename predictor<Net>::input_type& image, const parameters<Net>& weights = {}) {
    return predictor<Net>{weights}(image);
}

constexpr tensor<1, 5, 5> magic5{17, 24, 1,  8,  15, 23, 5, 7,  14, 16, 4, 6, 13,
                                 20, 22, 10, 12, 19, 21, 3, 11, 18, 25, 2, 9};

// The image filtered by magic(3).
template <class... Options> auto filtered() {
    using net = network<input<1, 5, 5>, conv2d<1, kernel<3>, no_bias, Options...>>;
    return run<net>(magic5, {8, 1, 6, 3, 5, 7, 4, 9, 2});
}

// The valid result is the inner part of the one of the same size.
template <class Valid, class Same> bool is_inner_part(const Valid& valid, const Same& same) {
    bool equal = true;
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column)
            equal = equal && valid(0, row, column) == same(0, row + 1, column + 1);
    return equal;
}

}  // namespace

TEST_CASE("pooling one depth slice") {
    constexpr tensor<1, 4, 4> slice{1, 1, 2, 4, 5, 6, 7, 8, 3, 2, 1, 0, 1, 2, 3, 4};
    const auto largest = run<network<input<1, 4, 4>, max_pool2d<kernel<2>>>>(slice);
    CHECK(largest == tensor<1, 2, 2>{6, 8, 3, 4});

    // The slide prints 4.25 for the first window, but the mean of 1 1 5 6 is 13/4.
    const auto mean = run<network<input<1, 4, 4>, avg_pool2d<kernel<2>>>>(slice);
    CHECK(mean == tensor<1, 2, 2>{3.25f, 5.25f, 2, 2});
}

TEST_CASE("correlation of magic(5) with magic(3)") {
    const auto same = filtered<padding<1>>();
    CHECK(same == tensor<1, 5, 5>{470, 329, 244, 334, 299, 359, 405, 570, 585, 479, 229, 550, 615,
                                  730, 409, 309, 595, 760, 575, 349, 263, 504, 434, 339, 222});
    CHECK(is_inner_part(filtered(), same));
}

TEST_CASE("convolution of magic(5) with magic(3)") {
    const auto same = filtered<padding<1>, flipped_kernel>();
    CHECK(same == tensor<1, 5, 5>{220, 441, 346, 276, 231, 431, 595, 410, 575, 471, 371, 440, 555,
                                  620, 551, 301, 585, 600, 765, 421, 247, 446, 536, 451, 128});
    CHECK(is_inner_part(filtered<flipped_kernel>(), same));
}

// torch.manual_seed(5)
// model = nn.Sequential(nn.Linear(3, 4), nn.Sigmoid(), nn.Linear(4, 3), nn.Sigmoid())
// X, Y = torch.tensor([[0.5, -1, 2]], requires_grad=True), torch.tensor([[1.0, 0, 1]])
// outputs = model(X); loss = nn.MSELoss()(outputs, Y); loss.backward()
// torch.optim.SGD(model.parameters(), lr=0.5).step()
TEST_CASE("the four calls on the 3-4-3 network, and the update, give PyTorch's numbers") {
    using mlp = network<input<3>, linear<4>, sigmoid, linear<3>, sigmoid>;
    trainable<mlp> model{5};
    const mse_loss criterion;
    const tensor<3> X{0.5f, -1, 2}, Y{1, 0, 1};
    const auto close = [](float expected) { return doctest::Approx(expected).epsilon(1e-6); };

    const auto outputs = model.forward(X);
    CHECK(outputs[0] == close(0.579085112f));
    CHECK(outputs[1] == close(0.506318629f));
    CHECK(outputs[2] == close(0.505816460f));

    CHECK(criterion.forward(outputs, Y) == close(0.225915074f));

    const auto dloss = criterion.backward(outputs, Y);
    CHECK(dloss[0] == close(-0.280609936f));
    CHECK(dloss[1] == close(0.337545753f));
    CHECK(dloss[2] == close(-0.329455703f));

    tensor<3> dX;
    model.backward(X, dloss, dX);
    CHECK(dX[0] == close(-0.005911778f));
    CHECK(dX[1] == close(0.003988235f));
    CHECK(dX[2] == close(-0.004833214f));
    CHECK(get<"0.weight">(model.gradients())(1, 2) == close(0.001312565f));
    CHECK(get<"2.bias">(model.gradients())[0] == close(-0.068397425f));

    sgd<mlp>{{.learning_rate = 0.5f}}.step(model);
    CHECK(get<"0.weight">(model.parameters())(3, 2) == close(0.079232603f));
    CHECK(get<"2.bias">(model.parameters())[2] == close(-0.292688549f));
    CHECK(criterion.forward(model.forward(X), Y) == close(0.206977710f));
}
