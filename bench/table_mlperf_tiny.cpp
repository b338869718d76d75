// MLPerf Tiny's networks on one picture: ctnn beside every library that can run them.
#include <ctnn/models/mlperf_tiny.hpp>

#include "comparison.hpp"

int main() {
    using namespace ctnn;
    const bench::comparison table{"MLPerf Tiny", "one picture, one thread"};
    bench::compare_whole<models::resnet8>(table, "resnet8");
    bench::compare_whole<models::ds_cnn>(table, "ds_cnn");
    bench::compare_whole<models::mobilenet_v1_025>(table, "mobilenet_v1_025");
    bench::compare_whole<models::fc_autoencoder>(table, "fc_autoencoder");
}
