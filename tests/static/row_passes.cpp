// Which convolutions are one pass with the pool behind them, and how much of the image between the
// two is kept.
#include <ctnn/ctnn.hpp>

using namespace ctnn;

template <class... Layers> using net = network<input<3, 16, 24>, Layers...>;

template <class Net>
constexpr bool one_pass = Net::plan.by_rows.pool_of[0] >= 0 && Net::plan.by_rows.maker_of[0] < 0;
template <class Net> constexpr int rows_kept = Net::plan.places[1].form.rows_kept;

// As many rows as windows cover while they are made.
static_assert(rows_kept<net<conv2d<20, kernel<3>>, relu, max_pool2d<kernel<2>>>> == 2);
static_assert(rows_kept<net<conv2d<20, kernel<3>, padding<1>>, batch_norm2d, sigmoid,
                            avg_pool2d<kernel<3>, stride<2>, padding<1>, round_down>>> == 4);
static_assert(rows_kept<net<conv2d<20, kernel<3>>,
                            max_pool2d<kernel<2>, stride<2, 1>, dilation<3>, round_down>>> == 4);
using tall = net<conv2d<20, kernel<3>>, relu, max_pool2d<kernel<2>>>;
static_assert(tall::plan.size == 3 * 16 * 24 + 2 * 20 * 22 + 7 * 11 * 20 + 12);
static_assert(net<conv2d<6, kernel<3>>, relu, max_pool2d<kernel<2>>>::plan.size == 2 * 6 * 22 + 8);

// Not where a window needs all rows, where somebody else reads the image, where rows are short, or
// where all weights would come from far away for every row.
static_assert(one_pass<tall>);
static_assert(!one_pass<net<conv2d<20, kernel<3>>, global_avg_pool2d>>);
static_assert(!one_pass<net<conv2d<20, kernel<3>>, max_pool2d<kernel<14, 2>>>>);
static_assert(
    !one_pass<net<conv2d<20, kernel<3>>, residual<max_pool2d<kernel<3>, stride<1>, padding<1>>>>>);
static_assert(!one_pass<net<conv2d<20, kernel<3>>, softmax, max_pool2d<kernel<2>>>>);
static_assert(!one_pass<net<conv2d<20, kernel<3, 18>>, max_pool2d<kernel<2, 1>>>>);
static_assert(
    !one_pass<network<input<256, 16, 24>, conv2d<64, kernel<3>>, relu, max_pool2d<kernel<2>>>>);

// No row is written over before the last window has read it.
constexpr bool rows_suffice(const row_window& window, int height) {
    const int made_at_once = ctnn::detail::rows_made_at_once(window, height);
    const int kept = ctnn::detail::rows_to_keep(window, made_at_once);
    if (kept % made_at_once != 0) return false;
    int made = 0;
    for (int first = -window.before; first + window.reach <= height; first += window.stride) {
        while (made < first + window.reach) made += made_at_once;
        if (made > height || made - kept > (first > 0 ? first : 0)) return false;
    }
    return true;
}
static_assert([] {
    for (int reach = 1; reach <= 7; ++reach)
        for (int stride = 1; stride <= 5; ++stride)
            for (int before = 0; before <= reach / 2; ++before)
                for (int height = reach; height <= 30; ++height)
                    if (!rows_suffice({reach, stride, before}, height)) return false;
    return true;
}());

// What a constant expression predicts of numbers that are all 2 with weights that are all 1.
// Pointers stay within their memory even where windows begin far outside of the image.
template <class Net> constexpr auto predicted() {
    parameters<Net> ones;
    for (float& each : ones) each = 1;
    basic_tensor<float, Net::input_shape> twos;
    for (float& each : twos) each = 2;
    return predictor<Net, float, simd::scalar>{ones}(twos);
}
using far_outside = network<input<1, 6, 12>, conv2d<2, kernel<1>, padding<5>>, relu,
                            max_pool2d<kernel<2>>, conv2d<1, kernel<1>>>;
constexpr auto framed = predicted<far_outside>();
static_assert(framed(0, 0, 0) == 3 && framed(0, 2, 2) == 7 && framed(0, 5, 8) == 7);
static_assert(framed(0, 6, 4) == 3 && framed(0, 4, 9) == 3);

// A sum that a convolution takes over, on an image of one channel.
constexpr auto summed = predicted<network<input<1, 6, 12>, conv2d<1, kernel<1>>,
                                          residual<conv2d<1, kernel<3>, padding<1>>>, relu>>();
static_assert(summed(0, 3, 4) == 9 * 3 + 1 + 3 && summed(0, 0, 0) == 4 * 3 + 1 + 3);
