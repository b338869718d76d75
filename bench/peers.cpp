// The libraries that this build has found.
#include "peers.hpp"

#include <utility>

namespace ctnn::bench {

namespace {

void add(std::vector<peer_pointer>& to, peer_pointer made) {
    if (made) to.push_back(std::move(made));
}

}  // namespace

std::vector<peer_pointer> peers_for([[maybe_unused]] const plain_network& net,
                                    [[maybe_unused]] const float* picture) {
    std::vector<peer_pointer> all;
#ifdef CTNN_BENCH_ONEDNN
    add(all, onednn(net, picture, onednn_way::direct));
    add(all, onednn(net, picture, onednn_way::winograd));
#endif
#ifdef CTNN_BENCH_XNNPACK
    add(all, xnnpack(net, picture));
#endif
#ifdef CTNN_BENCH_LIBTORCH
    add(all, libtorch(net, picture));
#endif
    return all;
}

std::vector<peer_pointer> peers_for_lenet5(const plain_network& net, const float* picture) {
    std::vector<peer_pointer> all = peers_for(net, picture);
#ifdef CTNN_BENCH_DLIB
    add(all, dlib_lenet5(net, picture));
#endif
#ifdef CTNN_BENCH_TINY_DNN
    add(all, tiny_dnn_lenet5(net, picture));
#endif
    return all;
}

}  // namespace ctnn::bench
