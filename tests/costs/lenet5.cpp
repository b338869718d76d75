#include <ctnn/ctnn.hpp>

using namespace ctnn;

using net = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>>, relu, max_pool2d<kernel<2>>,
                    conv2d<16, kernel<5>>, relu, max_pool2d<kernel<2>>, flatten, linear<120>, relu,
                    linear<84>, relu, linear<10>>;

static_assert(net::valid && net::output_shape == shape{10});
static_assert(net::parameter_count == 61'706 && net::mac_count == 416'520);
static_assert(net::workspace_bytes < 10'000);
