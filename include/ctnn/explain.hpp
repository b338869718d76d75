// A network in, what its kernels will do for each layer out: plain values, known to the compiler.
#pragma once

#include <ctnn/kernels/choose.hpp>
#include <ctnn/predictor.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace ctnn {

// How a layer is computed in prediction. Only linear layers and convolutions that are not depthwise
// have a problem, a tile and numbers of their own; the others' time is that of reading and writing
// their tensors.
struct explained_layer {
    std::string_view path, spelling;
    shape output;
    int count = 0;  // how often the problem is computed, 0 if there is none
    kernels::contraction problem{};
    kernels::tile tile{};
    std::int64_t cycles = 0;        // as kernels::cost_of predicts
    std::int64_t least_cycles = 0;  // of the multiply-adds alone, if every lane of the widest
                                    // vector had one, twice a cycle
    // The share of the lanes behind the last channel.
    constexpr double waste() const {
        const int lanes = kernels::divide_up(problem.channels, tile.lanes) * tile.lanes;
        return 1 - static_cast<double>(problem.channels) / lanes;
    }
};

// The problem of layer N, a convolution or a linear layer: what kernels::best_tile is asked for.
// Auxiliary heads, which prediction knows nothing of, do not count.
template <class Net, int N, class T = float, simd::target Machine = simd::native>
inline constexpr kernels::contraction problem_of = [] {
    using program = detail::program<Net, T, Machine>;
    return program::template leaf<N>::template problem<program::template form<N>>();
}();

namespace detail {

template <class Layer, forward_form Form>
concept is_contraction = requires { requires Layer::template problem_count<Form>() > 0; };

template <class Net, class T, simd::target Machine, int N> constexpr explained_layer explain() {
    using program = detail::program<Net, T, Machine>;
    using layer = typename program::template leaf<N>;
    const node& here = program::graph.nodes[N];
    explained_layer result{.path = here.path.view(),
                           .spelling = spelling<layer>.view(),
                           .output = program::graph.values[here.output]};
    if constexpr (is_contraction<layer, program::template form<N>>) {
        constexpr kernels::contraction p = problem_of<Net, N, T, Machine>;
        result.problem = p;
        constexpr forward_form form = program::template form<N>;
        result.count =
            layer::template problem_count<form>() * (form.out.image.height / form.rows_made());
        result.tile = kernels::best_tile<T, Machine, p>;
        result.cycles = result.count * kernels::cost_of(p, result.tile) / 2;
        result.least_cycles = here.mac_count / (2 * Machine.most_lanes<T>());
    }
    return result;
}

}  // namespace detail

// The layers of a network as they are computed with numbers of type T on a given machine.
// `#include <ctnn/io/explain.hpp>` prints them.
template <class Net, class T = float, simd::target Machine = simd::native>
inline constexpr auto explanation = [] {
    static_assert(Net::diagnosis::told());
    constexpr int layers = Net::prediction_graph.node_count;
    std::array<explained_layer, layers> result;
    unroll<layers>([&](auto n) { result[n] = detail::explain<Net, T, Machine, n>(); });
    return result;
}();

}  // namespace ctnn
