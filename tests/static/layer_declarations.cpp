// Output shapes, parameters and mistakes of the layers that pool, frame, rectify and normalise.
#include <ctnn/ctnn.hpp>

using namespace ctnn;

template <class Layer, int... Extents> constexpr shape output_of(input<Extents...>) {
    return Layer::infer({Extents...}).output;
}
template <class Layer, int... Extents> constexpr reason fault_of(input<Extents...>) {
    return Layer::infer({Extents...}).problem.why;
}
template <class Layer, int... Extents>
constexpr bool says(input<Extents...>, std::string_view words) {
    return Layer::infer({Extents...}).problem.words.view() == words;
}

constexpr input<3, 7, 9> image;
constexpr input<6, 10> sequence;
constexpr input<5> vector;

// Pools.
static_assert(output_of<max_pool2d<kernel<2, 3>, round_down>>(image) == shape{3, 3, 3});
static_assert(output_of<max_pool2d<kernel<3>, stride<2>, dilation<2>>>(image) == shape{3, 2, 3});
static_assert(output_of<max_pool2d<kernel<3>, stride<2>, padding_same>>(image) == shape{3, 4, 5});
static_assert(output_of<avg_pool2d<kernel<2>, round_up>>(image) == shape{3, 4, 5});
static_assert(output_of<max_pool1d<kernel<3>, round_up>>(sequence) == shape{6, 4});
static_assert(output_of<avg_pool1d<kernel<4>, stride<1>, padding<2, 1>>>(sequence) == shape{6, 10});
static_assert(output_of<adaptive_avg_pool2d<2>>(image) == shape{3, 2, 2});
static_assert(output_of<adaptive_max_pool2d<12, 1>>(image) == shape{3, 12, 1});
static_assert(output_of<adaptive_avg_pool1d<4>>(sequence) == shape{6, 4});
static_assert(output_of<global_avg_pool2d>(image) == shape{3, 1, 1});
static_assert(output_of<global_max_pool1d>(sequence) == shape{6, 1});

static_assert(fault_of<max_pool2d<>>(image) == reason::kernel_missing);
static_assert(fault_of<max_pool2d<kernel<3>>>(sequence) == reason::not_an_image);
static_assert(fault_of<max_pool1d<kernel<3>>>(image) == reason::not_a_sequence);
static_assert(fault_of<max_pool1d<kernel<3, 2>>>(sequence) == reason::option_of_wrong_arity);
static_assert(fault_of<max_pool2d<kernel<2>>>(image) == reason::stride_does_not_fit);
static_assert(fault_of<max_pool2d<kernel<2>, padding<2>>>(image) ==
              reason::padding_over_half_the_kernel);
static_assert(fault_of<max_pool2d<kernel<8>>>(image) == reason::kernel_larger_than_padded_input);
static_assert(fault_of<max_pool2d<kernel<2>, padding_not_counted>>(image) ==
              reason::option_not_taken);
static_assert(fault_of<avg_pool2d<kernel<2>, dilation<2>>>(image) == reason::option_not_taken);
// With gaps a window can have an element before the image and one behind it, and none inside.
static_assert(fault_of<max_pool2d<kernel<2>, stride<1>, dilation<4>, padding<1>>>(
                  input<1, 3, 3>{}) == reason::window_in_padding_alone);
static_assert(fault_of<adaptive_avg_pool2d<>>(image) == reason::option_of_wrong_arity);
static_assert(fault_of<adaptive_avg_pool2d<2, 2, 2>>(image) == reason::option_of_wrong_arity);
static_assert(fault_of<adaptive_avg_pool1d<2, 2>>(sequence) == reason::option_of_wrong_arity);
static_assert(fault_of<adaptive_max_pool2d<2, 0>>(image) == reason::number_not_positive);
static_assert(fault_of<global_avg_pool2d>(vector) == reason::not_an_image);
static_assert(fault_of<global_avg_pool1d>(image) == reason::not_a_sequence);

// Frames and blocks.
static_assert(output_of<zero_pad2d<1>>(image) == shape{3, 9, 11});
static_assert(output_of<zero_pad2d<0, 1, 2, 3>>(image) == shape{3, 9, 13});
static_assert(output_of<crop2d<1, 2>>(image) == shape{3, 5, 5});
static_assert(output_of<crop2d<3, 4>>(image) == shape{3, 1, 1});
static_assert(output_of<upsample_nearest2d<2>>(image) == shape{3, 14, 18});
static_assert(output_of<upsample_nearest2d<3, 1>>(image) == shape{3, 21, 9});

static_assert(fault_of<zero_pad2d<>>(image) == reason::option_of_wrong_arity);
static_assert(fault_of<crop2d<1, 2, 3>>(image) == reason::option_of_wrong_arity);
static_assert(fault_of<zero_pad2d<0, -1>>(image) == reason::number_negative);
static_assert(fault_of<crop2d<1>>(sequence) == reason::not_an_image);
static_assert(fault_of<crop2d<3, 0, 4, 0>>(image) == reason::nothing_left);
static_assert(says<crop2d<0, 5>>(image, "cuts off more than there is: nothing is left of 3x7x9"));
static_assert(fault_of<crop2d<2'147'483'647>>(image) == reason::nothing_left);
static_assert(fault_of<zero_pad2d<2'147'483'647>>(image) == reason::too_many_numbers_in_output);
static_assert(fault_of<upsample_nearest2d<0>>(image) == reason::number_not_positive);
static_assert(fault_of<upsample_nearest2d<2, 2, 2>>(image) == reason::option_of_wrong_arity);
static_assert(fault_of<upsample_nearest2d<2>>(vector) == reason::not_an_image);
static_assert(fault_of<upsample_nearest2d<1'000'000'000>>(image) ==
              reason::too_many_numbers_in_output);

// Activations and normalisation keep the shape.
static_assert(output_of<prelu<per_channel>>(image) == shape{3, 7, 9});
static_assert(prelu<>::parameters({3, 7, 9}).items[0].extents == shape{1});
static_assert(prelu<per_channel>::parameters({3, 7, 9}).items[0].extents == shape{3});
static_assert(prelu<>::parameters({3, 7, 9}).items[0].fill == initial::quarter);
static_assert(network<input<4>, prelu<per_channel>>::parameter_count == 4);
static_assert(output_of<local_response_norm<5>>(sequence) == shape{6, 10});
static_assert(local_response_norm<5>::mac_count({3, 7, 9}) == 3 * 7 * 9 * 5);

static_assert(fault_of<prelu<no_bias>>(vector) == reason::option_not_taken);
static_assert(fault_of<prelu<per_channel, per_channel>>(vector) == reason::option_given_twice);
static_assert(fault_of<leaky_relu<-1, 10>>(vector) == reason::number_negative);
static_assert(says<leaky_relu<1, 0>>(vector, "the slope must be 0 or more, found 1/0"));
static_assert(fault_of<elu<0>>(vector) == reason::number_not_positive);
static_assert(fault_of<local_response_norm<5>>(vector) == reason::not_an_image_or_sequence);
static_assert(fault_of<local_response_norm<0>>(image) == reason::number_not_positive);
static_assert(fault_of<local_response_norm<5, lrn_k<0>>>(image) == reason::number_not_positive);
static_assert(fault_of<local_response_norm<5, lrn_beta<-3, 4>>>(image) == reason::number_negative);
static_assert(fault_of<local_response_norm<5, lrn_alpha<1, 0>>>(image) == reason::number_negative);
static_assert(fault_of<local_response_norm<5, lrn_alpha<1, 2, 3>>>(image) ==
              reason::option_of_wrong_arity);
