// Every layer's backward pass against the slopes that its own forward pass shows.
#include "comparison.hpp"
#include "network_functions.hpp"
#include <cstddef>
#include <vector>

#include <doctest/doctest.h>

using namespace ctnn;

namespace {

// Numbers from -1 to 1 of which no two of the first 101 are equal and none is zero: a small step
// never crosses the kink of a rectifier or of a maximum.
numbers<double> scattered(std::size_t count, std::size_t first) {
    numbers<double> result(count);
    for (std::size_t i = 0; i < count; ++i)
        result[i] = (static_cast<double>((i * 37 + first) % 101) - 50.3) / 51;
    return result;
}

// dL/dvalue by central differences, where L = Σ dy · y and `outputs` makes y from the value.
template <class Outputs>
numbers<double> slopes(numbers<double> value, const numbers<double>& dy, Outputs&& outputs) {
    constexpr double step = 1e-5;
    const auto loss = [&] {
        const auto y = outputs(value);
        double sum = 0;
        for (std::size_t i = 0; i < y.size(); ++i) sum += dy[i] * y[i];
        return sum;
    };
    numbers<double> result;
    for (double& each : value) {
        const double there = each;
        each = there + step;
        const double above = loss();
        each = there - step;
        const double below = loss();
        each = there;
        result.push_back((above - below) / (2 * step));
    }
    return result;
}

void check_gradients(const network_functions<double>& network, const numbers<double>& p,
                     const numbers<double>& x, const numbers<double>& dy) {
    constexpr double tolerance = 1e-8;
    const auto found = network.train(p, x, dy);
    const auto of_input = [&](const auto& value) { return network.predict(p, value); };
    const auto of_parameters = [&](const auto& value) { return network.predict(value, x); };
    check_close("dL/dinput", found.dx, slopes(x, dy, of_input), tolerance);
    check_close("dL/dparameters", found.dp, slopes(p, dy, of_parameters), tolerance);
}

// A layer alone would hide a gradient that is handed on wrongly: so it stands behind `before`.
template <int... Extents> struct on {
    template <class... Layers> static void check() {
        using net = network<input<Extents...>, Layers...>;
        using functions = functions_of<net, double, simd::native, 1>;
        INFO("a network that ends with ",
             std::string{net::template layer<net::layer_count - 1>::spelling});
        check_gradients({.predict = functions::predict, .train = functions::train},
                        scattered(static_cast<std::size_t>(net::parameter_count), 3),
                        scattered(static_cast<std::size_t>(net::input_shape.size()), 29),
                        scattered(static_cast<std::size_t>(net::output_shape.size()), 71));
    }
};

}  // namespace

TEST_CASE("convolutions hand back the slopes of their outputs") {
    on<2, 4, 3>::check<conv2d<3, kernel<2>>>();
    on<3, 5, 4>::check<conv2d<2, kernel<3, 2>, padding<1>, no_bias>>();
    on<2, 6, 5>::check<conv2d<3, kernel<3, 2>, stride<2, 3>, padding<1, 0>, round_down>>();
    on<1, 5, 5>::check<conv2d<2, kernel<2>, stride<3>, padding<0, 1, 2, 0>, round_up>>();
    on<2, 3, 3>::check<conv2d<2, kernel<2>, padding<1>>,
                       conv2d<2, kernel<3>, stride<1, 2>, padding<1, 2>, round_down>>();
}

TEST_CASE("linear layers hand back the slopes of their outputs") {
    on<5>::check<linear<3>>();
    on<17>::check<linear<4, no_bias>, linear<18>>();
}

TEST_CASE("pools hand back the slopes of their outputs") {
    on<3, 4, 4>::check<max_pool2d<kernel<2>>>();
    on<2, 5, 5>::check<max_pool2d<kernel<3>, stride<2>, padding<1>>>();
    on<2, 5, 4>::check<max_pool2d<kernel<2, 3>, stride<2>, round_up>>();
    on<3, 4, 4>::check<avg_pool2d<kernel<2>>>();
    on<2, 5, 5>::check<avg_pool2d<kernel<3>, stride<2>, padding<1>>>();
    on<2, 5, 4>::check<avg_pool2d<kernel<2, 3>, stride<2>, round_up>>();
}

TEST_CASE("activations hand back the slopes of their outputs") {
    on<7>::check<relu>();
    on<7>::check<sigmoid>();
    on<2, 2, 3>::check<tanh_activation>();
    on<5>::check<softmax>();
    on<3, 2, 2>::check<softmax>();
}

TEST_CASE("layers of all kinds hand gradients on to each other") {
    on<2, 5, 5>::check<conv2d<3, kernel<3>, padding<1>>, tanh_activation,
                       max_pool2d<kernel<2>, round_down>, sequential<conv2d<2, kernel<2>>, sigmoid>,
                       expect<2, 1, 1>, flatten, linear<4>, relu, linear<3>, softmax>();
}

TEST_CASE("blocks hand gradients on to all their paths") {
    on<2, 4,
       4>::check<residual<sequential<conv2d<2, kernel<3>, padding<1>>, tanh_activation>>,
                 residual<conv2d<3, kernel<2>, stride<2>>,
                          sequential<conv2d<3, kernel<1>, stride<2>, round_down>, sigmoid>>>();
    on<2, 3, 3>::check<concat<sequential<conv2d<2, kernel<1>>, tanh_activation>, sequential<>,
                              sequential<conv2d<3, kernel<3>, padding<1>>,
                                         residual<sequential<relu, conv2d<3, kernel<1>>>>>>,
                       residual<concat<conv2d<4, kernel<1>>,
                                       sequential<sigmoid, conv2d<3, kernel<3>, padding<1>>>>>>();
}
