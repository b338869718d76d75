// What the compiler knows of LeNet-5: the lecture's numbers.
#include <ctnn/ctnn.hpp>

using namespace ctnn;

using lenet5 = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>>, relu,
                       max_pool2d<kernel<2>>, conv2d<16, kernel<5>>, relu, max_pool2d<kernel<2>>,
                       expect<16, 5, 5>, flatten, linear<120>, relu, linear<84>, relu, linear<10>>;

static_assert(lenet5::valid);
static_assert(lenet5::input_shape == shape{1, 28, 28});
static_assert(lenet5::output_shape == shape{10});
static_assert(lenet5::parameter_count == 61'706);
static_assert(lenet5::mac_count == 416'520);
static_assert(lenet5::workspace_bytes < 10'000);
static_assert(lenet5::layer_count == 13);  // expect is one, too

// Every layer by its index.
static_assert(lenet5::layer<0>::spelling == "conv2d<6, kernel<5>, padding<2>>");
static_assert(lenet5::layer<0>::output_shape == shape{6, 28, 28});
static_assert(lenet5::layer<0>::parameter_count == 156);
static_assert(lenet5::layer<0>::mac_count == 117'600);
static_assert(lenet5::layer<3>::input_shape == shape{6, 14, 14});
static_assert(lenet5::layer<3>::output_shape == shape{16, 10, 10});
static_assert(lenet5::layer<3>::parameter_count == 2'416);
static_assert(lenet5::layer<3>::mac_count == 240'000);
static_assert(std::is_same_v<lenet5::layer<4>::type, relu>);
static_assert(lenet5::layer<8>::path == "7");  // expect takes no index in PyTorch's numbering
static_assert(lenet5::layer<8>::parameter_count == 48'120);
static_assert(lenet5::layer<12>::output_shape == shape{10});

// The names of the parameters are those of the state_dict.
constexpr auto& entries = parameters<lenet5>::entries();
static_assert(entries.size() == 10);
static_assert(entries[0].name == "0.weight" && entries[0].extents == shape{6, 1, 5, 5});
static_assert(entries[1].name == "0.bias" && entries[1].offset == 150);
static_assert(entries[4].name == "7.weight" && entries[4].extents == shape{120, 400});
static_assert(entries[9].name == "11.bias" && entries[9].offset == 61'696);

// A sequential in between counts as one step of the path.
using nested = network<input<4>, linear<3>, sequential<relu, linear<2>, sequential<linear<2>>>>;
static_assert(parameters<nested>::entries()[2].name == "1.1.weight");
static_assert(parameters<nested>::entries()[4].name == "1.2.0.weight");

// The layers are a Hana sequence.
static_assert(hana::length(lenet5::layers) == hana::size_c<13>);
constexpr std::int64_t summed = [] {
    std::int64_t sum = 0;
    hana::for_each(lenet5::layers, [&](auto layer) { sum += layer.mac_count; });
    return sum;
}();
static_assert(summed == lenet5::mac_count);

static_assert(std::is_trivially_copyable_v<parameters<lenet5>>);
static_assert(sizeof(parameters<lenet5>) == 61'706 * sizeof(float));

// The hot call promises not to throw.
static_assert(
    noexcept(std::declval<predictor<lenet5>&>()(std::declval<const tensor<1, 28, 28>&>())));
