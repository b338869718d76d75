#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<
    input<3, 64, 64>, conv2d<8, kernel<3>, padding<1>>, batch_norm2d, relu,
    conv2d<8, kernel<3>, padding<1>>, batch_norm2d, relu, conv2d<8, kernel<3>, padding<1>>,
    batch_norm2d, relu, conv2d<8, kernel<3>, padding<1>>, batch_norm2d, relu,
    conv2d<8, kernel<3>, padding<1>>, batch_norm2d, relu,
    conv2d<16, kernel<3>, stride<2>, padding<1>, round_down>, batch_norm2d, relu,
    conv2d<16, kernel<3>, padding<1>>, batch_norm2d, relu, conv2d<16, kernel<3>, padding<1>>,
    batch_norm2d, relu, conv2d<16, kernel<3>, padding<1>>, batch_norm2d, relu,
    conv2d<16, kernel<3>, padding<1>>, batch_norm2d, relu,
    conv2d<32, kernel<3>, stride<2>, padding<1>, round_down>, batch_norm2d, relu,
    conv2d<32, kernel<3>, padding<1>>, batch_norm2d, relu, conv2d<32, kernel<3>, padding<1>>,
    batch_norm2d, relu, conv2d<32, kernel<3>, padding<1>>, batch_norm2d, relu,
    conv2d<32, kernel<3>, padding<1>>, batch_norm2d, relu,
    conv2d<64, kernel<3>, stride<2>, padding<1>, round_down>, batch_norm2d, relu,
    conv2d<64, kernel<3>, padding<1>>, batch_norm2d, relu, conv2d<64, kernel<3>, padding<1>>,
    batch_norm2d, relu, conv2d<64, kernel<3>, padding<1>>, batch_norm2d, relu, global_avg_pool2d,
    flatten, linear<10>>;

static_assert(net::valid && net::output_shape == shape{10});
static_assert(net::parameter_count == 185'642 && net::mac_count == 39'813'760);
static_assert(net::layer_count == 60 && net::workspace_bytes == 274'688);
