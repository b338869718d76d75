// The published networks: their shapes, parameters and multiply-accumulates. The numbers are
// PyTorch's, as tests/golden/make_models.py prints them.
#include <ctnn/models.hpp>
#include <ctnn/parameters.hpp>

#include "../costs/alive.hpp"

using namespace ctnn;

template <class Net>
constexpr bool makes(const shape& output, std::int64_t parameters, std::int64_t macs) {
    return Net::output_shape == output && Net::parameter_count == parameters &&
           Net::mac_count == macs;
}

static_assert(makes<models::alexnet>({1000}, 61'100'840, 714'188'480));
static_assert(makes<models::alexnet_2012>({1000}, 60'965'224, 726'791'936));
static_assert(makes<models::vgg11>({1000}, 132'863'336, 7'609'090'048));
static_assert(makes<models::vgg13>({1000}, 133'047'848, 11'308'466'176));
static_assert(makes<models::vgg16>({1000}, 138'357'544, 15'470'264'320));
static_assert(makes<models::vgg19>({1000}, 143'667'240, 19'632'062'464));
static_assert(makes<models::googlenet_inference>({1000}, 6'998'552, 1'586'685'952));
static_assert(makes<models::googlenet_torchvision_inference>({1000}, 6'624'904, 1'498'376'192));
static_assert(makes<models::resnet18>({1000}, 11'689'512, 1'814'073'344));
static_assert(makes<models::resnet34>({1000}, 21'797'672, 3'663'761'408));
static_assert(makes<models::resnet50>({1000}, 25'557'032, 4'089'184'256));

// MLPerf Tiny publishes 12.50, 2.66, 7.49 and 0.264 million.
static_assert(makes<models::resnet8>({10}, 78'186, 12'501'632));
static_assert(makes<models::ds_cnn>({12}, 23'756, 2'656'768));
static_assert(makes<models::mobilenet_v1_025>({2}, 216'322, 7'489'664));
static_assert(makes<models::fc_autoencoder>({640}, 267'928, 264'192));
// Keras counts the running statistics as parameters, too: 78,666, 24,908, 221,794, 269,992. Here
// each normalisation counts its batches beside them.
static_assert(parameters<models::resnet8>::count == 78'666 + 7);
static_assert(parameters<models::ds_cnn>::count == 24'908 + 9);
static_assert(parameters<models::mobilenet_v1_025>::count == 221'794 + 27);
static_assert(parameters<models::fc_autoencoder>::count == 269'992 + 9);

// Paths in the words of PyTorch's state_dict.
constexpr auto& entries = parameters<models::resnet8>::entries();
static_assert(entries[7].name == "3.main.0.weight");
static_assert(models::resnet18::layer<4>::path == "3.0.0.main.0.0");
static_assert(models::googlenet::layer<10>::path == "7.branches.0.0");

// The memory of all activations is little more than what is alive at once, though that counts no
// zeros around images: of DS-CNN's 25 x 5 pixels they are a sixth.
template <class Net> constexpr bool fits(double factor) {
    return static_cast<double>(Net::workspace_bytes) <=
           factor * static_cast<double>(4 * most_alive<Net>);
}
static_assert(fits<models::alexnet>(1.07));
static_assert(fits<models::alexnet_2012>(1.01));
static_assert(fits<models::vgg11>(1.03));
static_assert(fits<models::vgg19>(1.02));
static_assert(fits<models::googlenet>(1.02));
static_assert(fits<models::googlenet_torchvision>(1.001));
static_assert(fits<models::resnet18>(1.09));
static_assert(fits<models::resnet50>(1.02));
static_assert(fits<models::resnet8>(1.14));
static_assert(fits<models::ds_cnn>(1.16));
static_assert(fits<models::mobilenet_v1_025>(1.03));
static_assert(fits<models::fc_autoencoder>(1.07));
// A sum lies over the path that it adds: of ResNet-8's three images of 16 x 32 x 32 numbers there
// are two.
static_assert(4 * most_alive<models::resnet8> == 2 * 16 * 32 * 32 * 4);
static_assert(models::resnet8::workspace_bytes == 148'160);

// Every sum is done by a convolution.
template <class Net>
constexpr int sums_taken_over = Net::graph.node_count - Net::prediction_graph.node_count;
static_assert(sums_taken_over<models::resnet8> == 3);
static_assert(sums_taken_over<models::resnet18> == 8);
static_assert(sums_taken_over<models::resnet50> == 16);

// Auxiliary heads have parameters; predictions do not know of them. torchvision's two with 1x1
// convolutions of 512 and 528 channels have 3'188'968 + 3'191'016 parameters, of which its network
// of 13'004'888 is made. The published ones have a bias in place of a normalisation: 128 fewer.
static_assert(makes<models::googlenet>({1000}, 6'998'552 + 3'188'840 + 3'190'888,
                                       models::googlenet_inference::mac_count));
static_assert(makes<models::googlenet_torchvision>(
    {1000}, 13'004'888, models::googlenet_torchvision_inference::mac_count));
static_assert(models::googlenet::workspace_bytes == models::googlenet_inference::workspace_bytes);
static_assert(models::googlenet::layer<10>::path == models::googlenet_inference::layer<10>::path);
