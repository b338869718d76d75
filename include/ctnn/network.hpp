// A list of layers in, a network as a type out: its shapes, counts and layers, or one compiler
// error.
#pragma once

#include <ctnn/base/hana.hpp>
#include <ctnn/model/diagnose.hpp>
#include <ctnn/model/prediction_graph.hpp>
#include <ctnn/model/unknown.hpp>
#include <ctnn/plan/plan.hpp>

namespace ctnn {

namespace detail {

// A declaration, the plan of its memory, and the first fault in either.
template <class... Entries> struct planned : declaration<Entries...> {
    using declaration<Entries...>::found;

    static constexpr auto prediction_graph = with_sums_taken_over(without_heads(found));
    static constexpr auto plan = make_plan(prediction_graph, purpose::prediction);

    static constexpr fault problem = [] {
        if (found.problem) return found.problem;
        std::int64_t scalars = 0;
        for (int n = 0; n < found.node_count; ++n)
            scalars += found.nodes[n].parameters.scalar_count();
        if (scalars > most_numbers)
            return too_many(reason::too_many_numbers_in_all_parameters,
                            sentence{"the parameters have"});
        if (plan.size > most_numbers)
            return too_many(reason::too_many_numbers_in_workspace, sentence{"the workspace has"});
        return fault{};
    }();
};

template <class Declared>
inline constexpr bool knows_its_input = Declared::found.values[0].rank > 0;
template <class Declared> constexpr auto input_of(bool) {
    if constexpr (knows_its_input<Declared>) {
        return Declared::found.values[0];
    } else {
        return unknown_shape{};
    }
}

// What the floors above run in place of a network that is not right.
struct network_without_layers {
    using leaves = leaf_list<>;
    static constexpr int layer_count = 0;
    static constexpr ctnn::graph<0> graph = [] {
        ctnn::graph<0> result;
        result.values[0] = unknown_shape::stand_in;
        return result;
    }();
    static constexpr const auto& prediction_graph = graph;
    static constexpr ctnn::plan<0> plan = make_plan(graph, purpose::prediction);
    static constexpr shape input_shape = graph.values[0], output_shape = graph.values[0];
};

// A network that does not fit together. Whoever names one of its constants, or a type made of it,
// gets the one error.
template <class Declared> struct wrong_network : network_without_layers {
    using diagnosis = mistake_of<network_complaint<Declared>>;

    static constexpr bool valid = false;

    using input_form = std::conditional_t<knows_its_input<Declared>, shape, unknown_shape>;
    static constexpr input_form input_shape = input_of<Declared>(diagnosis::told());
    static constexpr unknown_shape output_shape{diagnosis::told()};
    static constexpr unknown_number layer_count{diagnosis::told(), 0};
    static constexpr unknown_number parameter_count{diagnosis::told()};
    static constexpr unknown_number mac_count{diagnosis::told()};
    static constexpr unknown_number workspace_bytes{diagnosis::told()};

    template <int I> struct layer {
        static_assert(diagnosis::told());
        using type = void;
        static constexpr int index = I;
        static constexpr std::string_view path{}, spelling{};
        static constexpr unknown_shape input_shape{}, output_shape{};
        static constexpr unknown_number parameter_count{}, mac_count{}, output_bytes{};
    };

    static constexpr hana::tuple<> layers = (void(diagnosis::told()), hana::tuple<>{});
};

}  // namespace detail

// Layer I of a network, counted with composites taken apart: its type, its place in the network and
// what it makes of its input there.
template <class Net, int I> struct layer_of {
    using type = leaf_at<I, typename Net::leaves>;
    static constexpr int index = I;
    static constexpr std::string_view path = Net::graph.nodes[I].path.view();
    static constexpr std::string_view spelling = ctnn::spelling<type>.view();
    static constexpr shape input_shape = Net::graph.values[Net::graph.nodes[I].inputs[0]];
    static constexpr shape output_shape = Net::graph.values[Net::graph.nodes[I].output];
    static constexpr std::int64_t parameter_count = Net::graph.nodes[I].parameters.trained_count();
    static constexpr std::int64_t mac_count = Net::graph.nodes[I].mac_count;
    static constexpr std::int64_t output_bytes =
        output_shape.size() * static_cast<std::int64_t>(sizeof(float));
};

namespace detail {

template <class Net, int... I>
hana::tuple<layer_of<Net, I>...> layers_of(std::integer_sequence<int, I...>);
template <class Net, int Count>
using layer_tuple = decltype(layers_of<Net>(std::make_integer_sequence<int, Count>{}));

template <class Net> inline constexpr layer_tuple<Net, Net::layer_count> all_layers{};

}  // namespace detail

// A convolutional network as a type. PyTorch: nn.Sequential, with the shape of its input.
//
//     using lenet5 = network<input<1, 28, 28>, conv2d<6, kernel<5>, padding<2>>, relu,
//     max_pool2d<kernel<2>>, flatten,
//                            linear<10>>;
//
// The compiler derives every shape from the input's. A network that does not fit together is one
// error where a constant other than `valid`, or a type made of the network, is used first.
template <class... Entries> struct network {
    using declared = detail::planned<Entries...>;
    using leaves = typename declared::leaves;
    using diagnosis = no_mistake;

    static constexpr bool valid = true;

    // Every layer at work with its values and counts, for the floors above; and those of them that
    // work in prediction, all but the auxiliary heads.
    static constexpr const auto& graph = declared::found;
    static constexpr const auto& prediction_graph = declared::prediction_graph;

    static constexpr shape input_shape = graph.values[0];
    static constexpr shape output_shape = graph.values[graph.outputs[0]];
    static constexpr int layer_count = graph.node_count;

    // Trainable scalars, those of auxiliary heads among them. PyTorch: sum(p.numel() for p in
    // model.parameters()).
    static constexpr std::int64_t parameter_count = [] {
        std::int64_t sum = 0;
        for (int n = 0; n < layer_count; ++n) sum += graph.nodes[n].parameters.trained_count();
        return sum;
    }();

    // Multiply-accumulates of one prediction.
    static constexpr std::int64_t mac_count = [] {
        std::int64_t sum = 0;
        for (int n = 0; n < prediction_graph.node_count; ++n)
            sum += prediction_graph.nodes[n].mac_count;
        return sum;
    }();

    // Where every activation lies during prediction, and how much memory they need together.
    static constexpr const auto& plan = declared::plan;
    static constexpr std::int64_t workspace_bytes =
        plan.size * static_cast<std::int64_t>(sizeof(float));

    // One layer of the network, composites taken apart.
    template <int I> using layer = layer_of<network, I>;

    // All of them as a Hana tuple: hana::for_each(net::layers, [](auto layer) { ...
    // layer.output_shape ... }). A reference, so that who does not ask for it does not wait for it.
    static constexpr const detail::layer_tuple<network, graph.node_count>& layers =
        detail::all_layers<network>;
};

template <class... Entries>
    requires(static_cast<bool>(detail::planned<Entries...>::problem))
struct network<Entries...> : detail::wrong_network<detail::planned<Entries...>> {};

}  // namespace ctnn
