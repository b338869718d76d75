// A list of layers in, a network as a type out: its shapes, counts and layers, or one compiler
// error.
#pragma once

#include <ctnn/base/hana.hpp>
#include <ctnn/model/diagnose.hpp>
#include <ctnn/model/input.hpp>
#include <ctnn/plan/plan.hpp>

namespace ctnn {

namespace detail {

// The entries of a network, read: its leaves and their graph.
template <class... Entries> struct declaration {
    using leaves = leaf_list<>;
    static constexpr graph<0> found = [] {
        graph<0> empty;
        empty.problem.why = reason::no_input;
        empty.problem.words = sentence{"a network starts with input<...>"};
        return empty;
    }();
};

template <int... Extents, class... Layers> struct declaration<input<Extents...>, Layers...> {
    using leaves = leaves_of<sequential<Layers...>>;
    static constexpr graph<leaves::count> found = [] {
        graph<leaves::count> net;
        net.values[0] = input<Extents...>::extents;
        if (sizeof...(Layers) == 0) {
            net.problem.why = reason::no_layer;
            net.problem.words = sentence{"a network needs at least one layer behind its input"};
        }
        append<sequential<Layers...>>(net, 0, layer_path{});
        return net;
    }();
};

// `value`, once it is clear that the declaration has no fault.
template <class Declaration, class T> constexpr const T& checked(const T& value) {
    static_assert(sizeof(report_fault<Declaration>) > 0);
    return value;
}

}  // namespace detail

// A convolutional network as a type. PyTorch: nn.Sequential, with the shape of its input.
//
//     using lenet5 = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>>, relu,
//     max_pool2d<kernel<2>>, flatten,
//                            linear<10>>;
//
// The compiler derives every shape from the input's. A network that does not fit together gives one
// error at the first use of any constant but `valid`.
template <class... Entries> struct network {
    using declared = detail::declaration<Entries...>;
    using leaves = typename declared::leaves;

    static constexpr bool valid = !declared::found.problem;

    // Every layer at work with its values and counts, for the floors above.
    static constexpr const auto& graph = detail::checked<declared>(declared::found);

    static constexpr shape input_shape = graph.values[0];
    static constexpr shape output_shape = graph.values[graph.value_count - 1];
    static constexpr int layer_count = graph.node_count;

    // Trainable scalars. PyTorch: sum(p.numel() for p in model.parameters()).
    static constexpr std::int64_t parameter_count = [] {
        std::int64_t sum = 0;
        for (int n = 0; n < layer_count; ++n) sum += graph.nodes[n].parameters.trained_count();
        return sum;
    }();

    // Multiply-accumulates of one forward pass.
    static constexpr std::int64_t mac_count = [] {
        std::int64_t sum = 0;
        for (int n = 0; n < layer_count; ++n) sum += graph.nodes[n].mac_count;
        return sum;
    }();

    // Where every activation lies during prediction, and how much memory they need together.
    static constexpr auto plan = make_plan(graph, purpose::prediction);
    static constexpr std::int64_t workspace_bytes =
        plan.size * static_cast<std::int64_t>(sizeof(float));

    // One layer of the network, composites taken apart.
    template <int I> struct layer {
        using type = leaf_at<I, leaves>;
        static constexpr int index = I;
        static constexpr std::string_view path = graph.nodes[I].path.view();
        static constexpr std::string_view spelling = ctnn::spelling<type>.view();
        static constexpr shape input_shape = graph.values[graph.nodes[I].inputs[0]];
        static constexpr shape output_shape = graph.values[graph.nodes[I].output];
        static constexpr std::int64_t parameter_count = graph.nodes[I].parameters.trained_count();
        static constexpr std::int64_t mac_count = graph.nodes[I].mac_count;
        static constexpr std::int64_t output_bytes =
            output_shape.size() * static_cast<std::int64_t>(sizeof(float));
    };

    // All of them as a Hana sequence: hana::for_each(net::layers, [](auto layer) { ...
    // layer.output_shape ... }).
    static constexpr auto layers = []<int... I>(std::integer_sequence<int, I...>) {
        return hana::make_tuple(layer<I>{}...);
    }(std::make_integer_sequence<int, layer_count>{});
};

}  // namespace ctnn
