// The LeNet-5 of 1998: the paper's shapes and its counts of trainable parameters and connections.
#include <ctnn/models/lenet5_1998.hpp>

using namespace ctnn;

namespace {

template <int I> using layer = layer_of<lenet5_1998, I>;

constexpr int c1 = 0, s2 = 2, c3 = 4, s4 = 6, c5 = 8, f6 = 11;

static_assert(layer<c1>::output_shape == shape{6, 28, 28});
static_assert(layer<s2>::output_shape == shape{6, 14, 14});
static_assert(layer<c3>::output_shape == shape{16, 10, 10});
static_assert(layer<s4>::output_shape == shape{16, 5, 5});
static_assert(layer<c5>::output_shape == shape{120, 1, 1});
static_assert(layer<f6>::output_shape == shape{84});
static_assert(lenet5_1998::output_shape == shape{10});

static_assert(layer<c1>::parameter_count == 156);
static_assert(layer<s2>::parameter_count == 12);
static_assert(layer<c3>::parameter_count == 1'516);
static_assert(layer<s4>::parameter_count == 32);
static_assert(layer<c5>::parameter_count == 48'120);
static_assert(layer<f6>::parameter_count == 10'164);
static_assert(lenet5_1998::parameter_count == 60'000);
static_assert(lenet5_1998_with_trained_centres::parameter_count == 60'840);

// The paper counts connections, biases among them: 122,304 of C1 and 151,600 of C3.
static_assert(layer<c1>::mac_count + 6 * 28 * 28 == 122'304);
static_assert(layer<c3>::mac_count + 16 * 10 * 10 == 151'600);

// Every code is made of 1 and -1, and any two of them differ in ten places or more.
constexpr bool codes_lie_apart() {
    for (int a = 0; a < 10; ++a)
        for (int b = 0; b < a; ++b) {
            int different = 0;
            for (int j = 0; j < 84; ++j) {
                const int x = lenet5_bitmaps::centres[a][j], y = lenet5_bitmaps::centres[b][j];
                if (x * x != 1) return false;
                different += x != y;
            }
            if (different < 10) return false;
        }
    return true;
}
static_assert(codes_lie_apart());

}  // namespace
