// The networks of dispatch_test.cpp: among them every kind of kernel, a layer of a user's, and
// doubles.
#pragma once

#include <ctnn/ctnn.hpp>

namespace ctnn::test {

namespace {

// y = x² + x
struct square_and_more : elementwise<square_and_more, known_is::input> {
    template <class V> static constexpr V value(V x) { return fma(x, x, x); }
    template <class V> static constexpr V gradient(V x, V dy, V before) {
        return fma(dy, fma(x, V::broadcast(2), V::broadcast(1)), before);
    }
};

}  // namespace

// clang-format off
using dispatched_lenet = network<
    input<1, 28, 28>,
    conv2d<6, kernel<5>, padding<2>>, relu, max_pool2d<kernel<2>>,
    conv2d<16, kernel<5>>, tanh_activation, max_pool2d<kernel<2>>,
    flatten,
    linear<120>, gelu, linear<84>, relu, linear<10>, softmax>;

using dispatched_mixture = network<
    input<3, 12, 12>,
    conv2d<10, kernel<3>, padding<1>>, batch_norm2d, square_and_more,
    conv2d<10, kernel<3>, padding<1>, groups<10>>, silu, avg_pool2d<kernel<3>>,
    local_response_norm<3>, upsample_nearest2d<2>, conv2d<7, kernel<1>>, log_softmax,
    global_avg_pool2d, flatten, linear<5>>;

using dispatched_doubles = network<input<5>, linear<9>, sigmoid, linear<3>, softplus>;
// clang-format on

}  // namespace ctnn::test
