// ⟨J x, y⟩ = ⟨x, Jᵀ y⟩ exactly, for the layers that are linear in their input, or in their
// parameters, or as good as (a max pool is linear where the same elements stay the largest).
#include "exactness.hpp"
#include "network_functions.hpp"
#include <cmath>
#include <string>

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

// The numbers are small and whole, averages those of 1, 2, 4, ... elements: nothing is rounded.
template <class Net, class T, simd::target Machine> void check_layer() {
    INFO(std::string{spelling<Net>.view()});
    using functions = functions_of<Net, T, Machine, 2>;
    dice draw{static_cast<std::uint64_t>(Net::input_shape.size())};
    const auto samples = [&](std::int64_t size) {
        return draw_numbers<T>(draw, static_cast<std::size_t>(2 * size));
    };
    const auto sample = [](const numbers<T>& both, int number) {
        const auto half = static_cast<std::ptrdiff_t>(both.size() / 2);
        return numbers<T>(both.begin() + number * half, both.begin() + (number + 1) * half);
    };
    const auto p = draw_numbers<T>(draw, parameters<Net, T>::size());
    const numbers<T> x = samples(Net::input_shape.size()), dy = samples(Net::output_shape.size());
    const gradients<T> found = functions::train_batch(p, x, dy);

    T along_x = 0, along_p = 0;
    for (int number = 0; number < 2; ++number) {
        const numbers<T> own = sample(x, number), along = sample(dy, number);
        const numbers<T> y = functions::predict(p, own);
        CHECK(y == sample(found.y, number));
        const T product = inner_product(y, along);
        const numbers<T> no_x(own.size()), no_p(p.size());
        along_x += product - inner_product(functions::predict(p, no_x), along);
        along_p += product - inner_product(functions::predict(no_p, own), along);
    }
    CHECK(along_x == inner_product(x, found.dx));
    if (!p.empty()) CHECK(along_p == inner_product(p, found.dp));
}

// Types and targets take turns.
template <class... Nets> void check_layers() {
    constexpr int count = sizeof...(Nets);
    unroll<count>([](auto i) {
        using net = leaf_at<i, leaf_list<Nets...>>;
        using T = std::conditional_t<i % 2 == 0, float, double>;
        check_layer<net, T, all_targets[i / 2 % target_count]>();
    });
}

TEST_CASE("linear layers") {
    check_layers<network<input<1>, linear<1>>,                 //
                 network<input<5>, linear<3>>,                 //
                 network<input<17>, linear<9>>,                //
                 network<input<33>, linear<6, no_bias>>,       //
                 network<input<10>, linear<17, no_bias>>,      //
                 network<input<40>, linear<130>>,              //
                 network<input<3, 4, 5>, flatten, linear<7>>,  //
                 network<input<6, 9>, flatten, linear<5, no_bias>>>();
}

TEST_CASE("average pools") {
    check_layers<
        network<input<3, 6, 4>, avg_pool2d<kernel<2>>>,
        network<input<17, 3, 5>, avg_pool2d<kernel<2, 4>, stride<1>>>,
        network<input<5, 5, 5>, avg_pool2d<kernel<2>, stride<1>, padding<1>>>,
        network<input<6, 5, 5>, avg_pool2d<kernel<2>, stride<2>, padding<1>, round_down>>,
        network<input<10, 5, 5>, avg_pool2d<kernel<2>, stride<1>, padding<1>, padding_not_counted>>,
        network<input<2, 9, 6>, avg_pool2d<kernel<1, 2>, stride<4, 3>, round_up>>,
        network<input<33, 4, 8>, global_avg_pool2d>,
        network<input<4, 6, 8>, adaptive_avg_pool2d<4, 2>>,
        network<input<4, 1, 3>, adaptive_avg_pool2d<2, 6>>,
        network<input<7, 9>, avg_pool1d<kernel<4>, stride<1>, padding<2>>>,
        network<input<3, 16>, global_avg_pool1d>, network<input<6, 12>, adaptive_avg_pool1d<8>>>();
}

TEST_CASE("max pools") {
    check_layers<
        network<input<3, 6, 4>, max_pool2d<kernel<2>>>,
        network<input<17, 5, 7>, max_pool2d<kernel<3>, stride<2>>>,
        network<input<5, 5, 6>, max_pool2d<kernel<3, 2>, stride<1>, padding<1>>>,
        network<input<10, 7, 7>, max_pool2d<kernel<3>, stride<1>, dilation<2>, padding<2>>>,
        network<input<6, 6, 6>, max_pool2d<kernel<2>, stride<3>, round_up>>,
        network<input<33, 3, 5>, global_max_pool2d>,
        network<input<4, 5, 7>, adaptive_max_pool2d<3, 4>>,
        network<input<7, 9>, max_pool1d<kernel<3>, stride<2>, padding<1>>>,
        network<input<6, 10>, adaptive_max_pool1d<4>>>();
}

TEST_CASE("frames, blocks and views") {
    check_layers<
        network<input<3, 4, 5>, zero_pad2d<1>>, network<input<5, 2, 3>, zero_pad2d<0, 1, 2, 3>>,
        network<input<17, 1, 2>, zero_pad2d<2, 0>>, network<input<3, 5, 6>, crop2d<1>>,
        network<input<6, 4, 5>, crop2d<2, 0, 1, 3>>,
        network<input<10, 3, 2>, upsample_nearest2d<2>>,
        network<input<5, 2, 3>, upsample_nearest2d<1, 3>>, network<input<5, 2, 3>, flatten>,
        network<input<3, 2, 2>, zero_pad2d<2, 1>, crop2d<1, 0>, upsample_nearest2d<2>, flatten>>();
}

TEST_CASE("piecewise linear activations") {
    check_layers<network<input<6, 3, 5>, relu>, network<input<17>, prelu<>>,
                 network<input<5, 2, 3>, prelu<per_channel>>>();
}

// γ, β, running mean, running variance 4 or 16, and how many batches were seen: with eps = 0 the
// scale is γ/2 or γ/4.
template <class T> numbers<T> draw_normalisation(dice& draw, std::size_t channels) {
    numbers<T> p = draw_numbers<T>(draw, 3 * channels);
    for (std::size_t c = 0; c < channels; ++c) p.push_back(draw.one_in(2) ? T(4) : T(16));
    p.push_back(0);
    return p;
}

using exact_norm2d = batch_norm2d_with<bn_eps<0, 1>>;
using exact_norm1d = batch_norm1d_with<bn_eps<0, 1>>;

// (x - mean) γ/√variance + β.
template <class T>
numbers<T> normalised(const numbers<T>& p, std::size_t channels, const numbers<T>& x) {
    const std::size_t pixels = x.size() / channels;
    numbers<T> y;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const T* const channel = p.data() + i / pixels;
        const T scale = channel[0] / std::sqrt(channel[3 * channels]);
        y.push_back((x[i] - channel[2 * channels]) * scale + channel[channels]);
    }
    return y;
}

template <class Net, class T, simd::target Machine> void check_normalisation() {
    INFO(std::string{spelling<Net>.view()});
    constexpr auto channels = static_cast<std::size_t>(Net::input_shape[0]);
    dice draw{channels};
    const auto p = draw_normalisation<T>(draw, channels);
    const auto x = draw_numbers<T>(draw, static_cast<std::size_t>(Net::input_shape.size()));
    CHECK(functions_of<Net, T, Machine, 1>::predict(p, x) == normalised(p, channels, x));
}

TEST_CASE("batch normalisation predicts with the running statistics") {
    check_normalisation<network<input<5, 3, 2>, exact_norm2d>, float, simd::native>();
    check_normalisation<network<input<17, 1, 3>, exact_norm2d>, double, simd::native>();
    check_normalisation<network<input<6, 4>, exact_norm1d>, double, simd::scalar>();
    check_normalisation<network<input<33>, exact_norm1d>, float, simd::scalar>();
}

// The layer in front takes the scale over: the results stay what the two make one after the other.
template <class Front, class Norm, shape Input, class T> void check_folded() {
    using first = network<input<Input[0], Input[1], Input[2]>, Front>;
    using both = network<input<Input[0], Input[1], Input[2]>, Front, Norm>;
    constexpr auto channels = static_cast<std::size_t>(first::output_shape[0]);
    dice draw{channels};
    auto p = draw_numbers<T>(draw, parameters<first, T>::size());
    const auto x = draw_numbers<T>(draw, static_cast<std::size_t>(Input.size()));
    const auto y = functions_of<first, T, simd::native, 1>::predict(p, x);
    const auto own = draw_normalisation<T>(draw, channels);
    p.insert(p.end(), own.begin(), own.end());
    CHECK(functions_of<both, T, simd::native, 1>::predict(p, x) == normalised(own, channels, y));
}

TEST_CASE("batch normalisation behind a convolution changes its weights alone") {
    check_folded<conv2d<6, kernel<3>, padding<1>>, exact_norm2d, shape{3, 4, 5}, float>();
    check_folded<conv2d<6, kernel<2>, groups<2>, no_bias>, exact_norm2d, shape{4, 3, 3}, double>();
    check_folded<sequential<flatten, linear<5>>, exact_norm1d, shape{2, 3, 2}, float>();
    check_folded<sequential<flatten, linear<17, no_bias>>, exact_norm1d, shape{3, 1, 1}, double>();
}

// In training dL/dx is linear in dL/dy, and its matrix is symmetric: γ/σ (1 - 1 1ᵀ/n - x̂ x̂ᵀ/n).
// With as many 1 as -1 in every channel x̂ = x, and with n a power of two nothing is rounded.
template <class Net, class T, simd::target Machine> void check_normalisation_gradient() {
    INFO(std::string{spelling<Net>.view()});
    using functions = functions_of<Net, T, Machine, 4>;
    constexpr auto channels = static_cast<std::size_t>(Net::input_shape[0]);
    constexpr auto pixels = static_cast<std::size_t>(Net::input_shape.size()) / channels;
    dice draw{channels};
    const auto p = draw_normalisation<T>(draw, channels);
    numbers<T> x;
    for (std::size_t i = 0; i < 4 * channels * pixels; ++i)
        x.push_back((i % pixels + i / (channels * pixels)) % 2 == 0 ? T(1) : T(-1));
    const auto a = draw_numbers<T>(draw, x.size()), b = draw_numbers<T>(draw, x.size());
    const gradients<T> of_a = functions::train_batch(p, x, a);
    const gradients<T> of_b = functions::train_batch(p, x, b);
    CHECK(inner_product(of_a.dx, b) == inner_product(a, of_b.dx));
    CHECK(inner_product(of_a.dx, b) != 0);

    // dγ = Σ dy x̂ and dβ = Σ dy over all pixels of all samples; the statistics have none. Both
    // sums are 0 for dx: neither moving nor stretching x would change y.
    numbers<T> dp(p.size()), left(2 * channels);
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t channel = i / pixels % channels;
        dp[channel] += a[i] * x[i];
        dp[channels + channel] += a[i];
        left[channel] += of_a.dx[i] * x[i];
        left[channels + channel] += of_a.dx[i];
    }
    CHECK(left == numbers<T>(2 * channels));
    CHECK(of_a.dp == dp);
}

TEST_CASE("batch normalisation's gradient is its own transpose") {
    check_normalisation_gradient<network<input<5, 2, 4>, exact_norm2d>, float, simd::native>();
    check_normalisation_gradient<network<input<17, 1, 2>, exact_norm2d>, double, simd::scalar>();
    check_normalisation_gradient<network<input<6, 8>, exact_norm1d>, double, simd::native>();
    check_normalisation_gradient<network<input<33>, exact_norm1d>, float, simd::scalar>();
}

}  // namespace
