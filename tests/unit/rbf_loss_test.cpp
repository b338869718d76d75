// The loss of the 1998 LeNet-5, and the network whole.
#include <ctnn/ctnn.hpp>
#include <ctnn/models/lenet5_1998.hpp>

#include <cmath>
#include <cstddef>
#include <memory>

#include <doctest/doctest.h>

namespace {

// Of a loss, its gradient and PyTorch's: found in T from numbers that T may round.
template <class T, ctnn::simd::target Machine, ctnn::fraction J, int Classes>
void check_rbf_loss(int label, double loss, const double (&distances)[Classes],
                    const double (&gradient)[Classes], double tolerance) {
    ctnn::basic_tensor<T, ctnn::shape{Classes}> y;
    for (int i = 0; i < Classes; ++i) y.values[i] = static_cast<T>(distances[i]);
    const ctnn::basic_rbf_loss<J, Machine> criterion;
    CHECK(static_cast<double>(criterion.forward(y, label)) ==
          doctest::Approx(loss).epsilon(tolerance));
    const auto found = criterion.backward(y, label);
    for (int i = 0; i < Classes; ++i)
        CHECK(std::abs(static_cast<double>(found.values[i]) - gradient[i]) < tolerance);
}

}  // namespace

#define RBF_LOSS(numerator, denominator, label, loss, distances, gradient)                      \
    TEST_CASE("PyTorch agrees: rbf_loss, J = " #numerator "/" #denominator ", label " #label) { \
        constexpr ctnn::fraction j{numerator, denominator};                                     \
        constexpr double y[] = RBF_LIST distances, dy[] = RBF_LIST gradient;                    \
        check_rbf_loss<float, ctnn::simd::native, j>(label, loss, y, dy, 2e-5);                 \
        check_rbf_loss<double, ctnn::simd::native, j>(label, loss, y, dy, 1e-13);               \
        check_rbf_loss<double, ctnn::simd::scalar, j>(label, loss, y, dy, 1e-13);               \
    }
#define RBF_LIST(...) __VA_ARGS__
TEST_SUITE("golden rbf_loss") {
#include "../golden/rbf_losses.inc"
}

using namespace ctnn;

TEST_CASE("the smallest output is that of the bitmap which F6 shows") {
    using last = network<input<84>, rbf<10, fixed_centres<lenet5_bitmaps>>>;
    predictor<last> net{{}};
    for (int digit = 0; digit < 10; ++digit) {
        tensor<84> shown;
        for (int i = 0; i < 84; ++i)
            shown(i) = static_cast<float>(lenet5_bitmaps::centres[digit][i]);
        shown(5) = -shown(5);
        const auto y = net(shown);
        for (int other = 0; other < 10; ++other)
            CHECK((other == digit ? y(other) == 4 : y(other) > 4));
    }
}

TEST_CASE("the 1998 LeNet-5 learns three pictures by heart") {
    constexpr int count = 3;
    const auto model = std::make_unique<trainable<lenet5_1998, count>>(off_stack, 3);
    const auto pictures = std::make_unique<batch<count, 1, 32, 32>>();
    for (int sample = 0; sample < count; ++sample)
        for (int i = 0; i < 32 * 32; ++i)
            (*pictures)[sample][static_cast<std::size_t>(i)] =
                (i / 32 + sample * i) % 5 == 0 ? 1.175f : -0.1f;
    const int labels[count] = {7, 1, 4};
    const rbf_loss criterion;
    sgd<lenet5_1998> optimiser{{.learning_rate = 1e-3, .momentum = 0.9}};
    float first = 0, last = 0;
    for (int step = 0; step < 60; ++step) {
        const auto& outputs = model->forward(*pictures);
        last = criterion.forward(outputs, labels);
        if (step == 0) first = last;
        model->backward(*pictures, criterion.backward(outputs, labels));
        optimiser.step(*model);
    }
    CHECK(last < first / 10);
}
