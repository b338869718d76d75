// Prediction with whole networks stays within its memory, and does not see what was there before.
#include "canary.hpp"

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

// Where a plan's last number lies: behind it there is only rounding.
template <class Plan> std::ptrdiff_t used_by(const Plan& plan, int values) {
    std::int64_t end = 0;
    for (int v = 0; v < values; ++v)
        if (plan.places[v].storage == v)
            end = std::max(end, plan.places[v].offset + plan.places[v].form.storage());
    return end;
}

template <class Net, class T, simd::target Machine> void check_prediction(const guard& by) {
    INFO("in ", sizeof(T), " bytes, ", Machine.vector_bits, " bits");
    using program = ctnn::detail::program<Net, T, Machine>;
    dice draw{3};
    guarded_memory<T> x{Net::input_shape.size(), by}, y{Net::output_shape.size(), by};
    guarded_memory<T> p{parameters<Net, T>::count, by}, weights{program::packed_size, by};
    guarded_memory<T> workspace{used_by(Net::plan, Net::graph.value_count), by};
    x.set(draw_positive<T>(draw, x.size()));
    p.set(draw_positive<T>(draw, p.size()));

    program::pack(p.data(), weights.data());
    CHECK(p.is_unchanged());
    weights.remember();
    program::run({x.data(), y.data(), weights.data(), workspace.data()});
    CHECK(x.is_unchanged());
    CHECK(weights.is_unchanged());
    CHECK(workspace.is_intact_around());
    CHECK(y.is_intact_around());
    CHECK(all_finite(y.numbers()));
    CHECK(same_bits(y.numbers(),
                    functions_of<Net, T, Machine, 1>::predict(p.numbers(), x.numbers())));
}

using of_images =
    network<input<3, 9, 7>, conv2d<5, kernel<3>, padding<1>>, batch_norm2d, relu,
            max_pool2d<kernel<2>, round_up>,
            conv2d<17, kernel<3, 2>, stride<2>, padding_same, no_bias>, prelu<per_channel>,
            local_response_norm<3>, upsample_nearest2d<2>, crop2d<1, 0>, silu,
            conv2d<34, kernel<2>, groups<17>, padding<0, 0, 1, 1>>, batch_norm2d, sigmoid,
            avg_pool2d<kernel<2>, stride<1>, padding<1>>, zero_pad2d<1, 0, 0, 2>,
            conv2d<6, kernel<1>>, softmax, adaptive_max_pool2d<3, 2>, flatten, linear<33>,
            batch_norm1d, tanh_activation, dropout<>, linear<10>, log_softmax>;

using of_sequences =
    network<input<6, 17>, conv1d<10, kernel<3>, padding<1>>, gelu, max_pool1d<kernel<3>, stride<2>>,
            conv1d<33, kernel<3>, padding<2>, dilation<2>>, elu<>,
            avg_pool1d<kernel<2>, stride<1>, padding<1>>, local_response_norm<5>,
            conv1d<5, kernel<2>, stride<3>, round_up>, softplus, flatten, linear<17, no_bias>,
            dropout<1, 3>, linear<3>, softmax>;

using of_blocks = network<
    input<3, 6, 5>, conv2d<5, kernel<3>, padding<1>>, batch_norm2d, relu,
    concat<sequential<>, sequential<conv2d<4, kernel<3>, padding<1>>, batch_norm2d>,
           sequential<conv2d<3, kernel<1>>, relu, conv2d<6, kernel<5>, padding<2>>, sigmoid>,
           sequential<max_pool2d<kernel<3>, stride<1>, padding<1>>, batch_norm2d, softmax>>,
    residual<concat<conv2d<9, kernel<1>>,
                    sequential<tanh_activation, conv2d<11, kernel<3>, padding<1>>>>>,
    relu, conv2d<3, kernel<3>, padding<1>>>;

TEST_CASE("prediction stays within its memory") {
    for (const guard& by : guards) {
        check_prediction<of_images, float, all_targets[target_count - 1]>(by);
        check_prediction<of_images, double, all_targets[(target_count - 1) / 2]>(by);
        check_prediction<of_images, float, simd::scalar>(by);
        check_prediction<of_sequences, double, all_targets[target_count - 1]>(by);
        check_prediction<of_sequences, float, all_targets[(target_count - 1) / 2]>(by);
        check_prediction<of_sequences, double, simd::scalar>(by);
        check_prediction<of_blocks, float, all_targets[target_count - 1]>(by);
        check_prediction<of_blocks, double, simd::scalar>(by);
    }
}

}  // namespace
