// No activation or normalisation reads or writes outside its tensors.
#include "canary.hpp"

#include <doctest/doctest.h>

namespace {

using namespace ctnn;

TEST_CASE("normalisations stay within their tensors") {
    check_on_images<batch_norm2d>();
    check_on_vectors<batch_norm1d>();
    check_canaries<batch_norm1d_with<no_affine>, input<5, 3>, input<33, 2>, input<10, 4>>();
    check_on_images<local_response_norm<4>>();
}

TEST_CASE("activations with a sum or parameters stay within their tensors") {
    check_on_images<softmax>();
    check_on_vectors<log_softmax>();
    check_on_images<prelu<per_channel>>();
    check_on_vectors<prelu<>>();
}

TEST_CASE("elementwise layers stay within their tensors") {
    check_on_images<relu>();
    check_on_images<dropout<1, 4>>();
    const auto check = []<class... Layers>(leaf_list<Layers...>) {
        (check_canaries<Layers, input<5, 3, 1>, input<17, 2, 3>, input<33>>(), ...);
    };
    check(leaf_list<elu<>, gelu, hard_sigmoid, hard_swish, leaky_relu<>, relu6, selu, sigmoid, silu,
                    softplus, softsign, tanh_activation>{});
}

}  // namespace
