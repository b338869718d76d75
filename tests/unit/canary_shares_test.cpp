// A share of a batch, trained, stays within its memory; poison between its tensors stays where it
// is.
#include "canary.hpp"
#include <algorithm>
#include <cstring>
#include <new>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

// What the numbers of a share's activations, or of their gradients, are for.
enum class use { gap, zero, element };

template <class Plan> std::vector<use> uses_of(const Plan& plan, int values, int samples) {
    std::vector<use> result(static_cast<std::size_t>(plan.size));
    for (int v = 0; v < values; ++v) {
        const layout& form = plan.places[v].form;
        use* const first = result.data() + plan.places[v].offset;
        // The zeros around what is part of another value are that one's.
        for (std::int64_t i = 0; plan.places[v].storage == v && i < form.storage(); ++i)
            if (first[i] == use::gap) first[i] = use::zero;
        for (int i = 0; i < form.element_count(); ++i)
            first[form.origin() + form.at_flat(i)] = use::element;
    }
    const std::vector<use> one = result;
    for (int sample = 1; sample < samples; ++sample)
        result.insert(result.end(), one.begin(), one.end());
    return result;
}

template <class T> T poison_of(const guard& by) {
    T result;
    std::memset(&result, by.poison, sizeof(T));
    return result;
}

template <class T> void poison_gaps(T* numbers, const std::vector<use>& uses, const guard& by) {
    for (std::size_t i = 0; i < uses.size(); ++i)
        if (uses[i] == use::gap) numbers[i] = poison_of<T>(by);
}

// Are all gaps as they were, and the zeros still zeros?
template <class T> bool is_intact(const T* numbers, const std::vector<use>& uses, const guard& by) {
    for (std::size_t i = 0; i < uses.size(); ++i) {
        const T expected = uses[i] == use::gap ? poison_of<T>(by) : T(0);
        if (uses[i] != use::element && std::memcmp(numbers + i, &expected, sizeof(T)) != 0)
            return false;
    }
    return true;
}

template <class Net, class T, simd::target Machine> void check_share(const guard& by) {
    INFO("in ", sizeof(T), " bytes, ", Machine.vector_bits, " bits");
    constexpr int samples = 2, values = Net::graph.value_count;
    using program = ctnn::detail::share_program<Net, T, samples, Machine>;
    static_assert(program::stages.count == 1);
    const auto activations = uses_of(program::activations, values, samples),
               gradients = uses_of(program::gradients, values, samples);

    dice draw{4};
    guarded_memory<T> x{samples * Net::input_shape.size(), by}, dx{x.size(), by},
        y{samples * Net::output_shape.size(), by}, dy{y.size(), by},
        p{parameters<Net, T>::count, by}, dp{p.size(), by};
    for (auto* each : {&x, &dy, &p}) each->set(draw_positive<T>(draw, each->size()));

    // A share starts as zeros; it relies on those around its images.
    using memory = typename program::memory;
    using common = typename program::common;
    guarded_memory<T> of_share{sizeof(memory) / sizeof(T), by},
        of_all{sizeof(common) / sizeof(T), by};
    auto* const own = new (of_share.data()) memory{};
    auto* const all = new (of_all.data()) common{};
    all->first_sample = samples;  // the expected numbers, too, are those of a second batch
    poison_gaps(own->activation.values, activations, by);
    poison_gaps(own->gradient.values, gradients, by);
    std::ranges::fill(own->parameter_gradient.values, poison_of<T>(by));
    std::ranges::fill(all->forward_weights.values, poison_of<T>(by));
    std::ranges::fill(all->backward_weights.values, poison_of<T>(by));

    const typename program::share share{.own = *own, .all = *all, .first = 0, .count = samples};
    program::pack(p.data(), all->forward_weights.values);
    program::pack_backward(p.data(), all->backward_weights.values);
    of_all.remember();
    program::template forward<0>(share, x.data(), {{y.data()}});
    program::template run_backward<0, true>(share, {{dy.data()}}, dx.data());
    program::unpack_gradient(own->parameter_gradient.values, dp.data());

    for (auto* each : {&x, &dy, &p, &of_all}) CHECK(each->is_unchanged());
    for (auto* each : {&y, &dx, &dp, &of_share}) CHECK(each->is_intact_around());
    CHECK(is_intact(own->activation.values, activations, by));
    CHECK(is_intact(own->gradient.values, gradients, by));
    const auto expected =
        functions_of<Net, T, Machine, samples>::train_batch(p.numbers(), x.numbers(), dy.numbers());
    CHECK(all_finite(expected.dp));
    CHECK(same_bits(y.numbers(), expected.y));
    CHECK(same_bits(dx.numbers(), expected.dx));
    CHECK(same_bits(dp.numbers(), expected.dp));
}

using of_images =
    network<input<3, 7, 5>, conv2d<5, kernel<3>, padding<1>>, relu, zero_pad2d<0, 1, 1, 0>,
            max_pool2d<kernel<2>>, prelu<per_channel>, conv2d<10, kernel<2>, padding_same>,
            local_response_norm<3>, upsample_nearest2d<2>, crop2d<1, 0>,
            avg_pool2d<kernel<3>, stride<1>, padding<1>>, softmax, flatten, dropout<>, linear<17>,
            sigmoid, linear<6>, log_softmax>;

using of_sequences =
    network<input<6, 9>, conv1d<33, kernel<3>, padding<2>, dilation<2>>, gelu,
            max_pool1d<kernel<3>, stride<2>>, conv1d<5, kernel<2>, stride<3>, padding<1>, round_up>,
            elu<>, flatten, linear<17, no_bias>, silu>;

using of_blocks = network<
    input<3, 5, 4>, conv2d<5, kernel<3>, padding<1>>, relu,
    concat<sequential<>, conv2d<4, kernel<3>, padding<1>>,
           sequential<conv2d<3, kernel<1>>, relu, conv2d<6, kernel<5>, padding<2>>, sigmoid>,
           sequential<max_pool2d<kernel<3>, stride<1>, padding<1>>, softmax>>,
    residual<concat<conv2d<9, kernel<1>>,
                    sequential<tanh_activation, conv2d<11, kernel<3>, padding<1>>>>>,
    relu, conv2d<3, kernel<3>, padding<1>>, flatten, linear<6>>;

TEST_CASE("a share in training stays within its memory") {
    for (const guard& by : guards) {
        check_share<of_images, float, all_targets[target_count - 1]>(by);
        check_share<of_images, double, all_targets[(target_count - 1) / 2]>(by);
        check_share<of_sequences, double, all_targets[target_count - 1]>(by);
        check_share<of_sequences, float, simd::scalar>(by);
        check_share<of_blocks, float, all_targets[target_count - 1]>(by);
        check_share<of_blocks, double, all_targets[(target_count - 1) / 2]>(by);
    }
}

}  // namespace
