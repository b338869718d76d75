// Types in, a graph of plain values out: every layer with its inputs, its shapes and its place, or
// the first fault.
#pragma once

#include <ctnn/base/spelling.hpp>
#include <ctnn/model/limits.hpp>
#include <ctnn/model/misfit.hpp>

#include <utility>

namespace ctnn {

// One layer at work: which values it reads (by number; value 0 is the network's input), which it
// makes, and what its type says about itself on that input.
struct node {
    static constexpr int most_inputs = 2;

    layer_path path;  // "0", "4.main.0"
    int leaf = 0;     // its type's number among the leaves
    bool in_auxiliary_head = false;
    int inputs[most_inputs] = {};
    int input_count = 1;
    int output = 0;
    placement place = placement::apart;
    bool backward_reads_input = true;
    bool backward_reads_output = true;
    bool takes_over_scale = false;
    bool is_scale = false;
    bool takes_over_function = false;
    bool is_function = false;
    bool takes_over_sum = false;
    bool is_sum = false;
    bool adds_second_input = false;  // to its output, once it has taken over a sum
    planes in_planes = planes::none;
    bool makes_rows = false;
    row_window reads_rows;
    bool needs_whole_batch = false;
    border zeros;           // wanted around the input
    border gradient_zeros;  // wanted around the gradient of the output
    parameter_list parameters;
    std::int64_t mac_count = 0;
};

// A network of at most `Capacity` layers in the order in which they run.
template <int Capacity> struct graph {
    node nodes[Capacity > 0 ? Capacity : 1];
    shape values[Capacity + 1];
    int node_count = 0;
    int value_count = 1;

    // The values that the caller gets: the network's output, then those of its auxiliary heads.
    int outputs[Capacity + 1] = {};
    int output_count = 1;

    fault problem;
    layer_path problem_path;
    shape problem_input;
};

namespace detail {

// How often every value is read, by layers and by the caller.
template <int Capacity> struct reader_counts {
    int of[Capacity + 1] = {};
};
template <int Capacity>
constexpr reader_counts<Capacity> count_readers(const graph<Capacity>& net) {
    reader_counts<Capacity> result;
    for (int n = 0; n < net.node_count; ++n)
        for (int i = 0; i < net.nodes[n].input_count; ++i) ++result.of[net.nodes[n].inputs[i]];
    for (int i = 0; i < net.output_count; ++i) ++result.of[net.outputs[i]];
    return result;
}

// Of a node's inputs the one that is made last.
constexpr int last_input(const node& reader) {
    int last = reader.inputs[0];
    for (int i = 1; i < reader.input_count; ++i)
        if (reader.inputs[i] > last) last = reader.inputs[i];
    return last;
}

}  // namespace detail

// The types of the layers that do the work, composites taken apart, in the order in which they run.
template <class... Leaves> struct leaf_list {
    static constexpr int count = sizeof...(Leaves);
};

namespace detail {

template <int I, class Leaf> struct numbered {
    using type = Leaf;
};
template <class Numbers, class... Leaves> struct numbering;
template <int... I, class... Leaves>
struct numbering<std::integer_sequence<int, I...>, Leaves...> : numbered<I, Leaves>... {};

template <int I, class Leaf> numbered<I, Leaf> pick(const numbered<I, Leaf>&);

template <class... Leaves>
numbering<std::make_integer_sequence<int, sizeof...(Leaves)>, Leaves...> number(
    leaf_list<Leaves...>);

template <class... Lists> struct joined;
template <> struct joined<> {
    using type = leaf_list<>;
};
template <class... A> struct joined<leaf_list<A...>> {
    using type = leaf_list<A...>;
};
template <class... A, class... B, class... Rest>
struct joined<leaf_list<A...>, leaf_list<B...>, Rest...> {
    using type = typename joined<leaf_list<A..., B...>, Rest...>::type;
};

}  // namespace detail

// The type of leaf I, found by overload resolution: no recursion over the leaves before it.
template <int I, class Leaves>
using leaf_at = typename decltype(detail::pick<I>(decltype(detail::number(Leaves{})){}))::type;

template <class... Lists> using join = typename detail::joined<Lists...>::type;

// A composite is a layer made of layers: it names its leaves and appends them to a graph itself.
template <class T>
concept is_composite = requires { typename T::leaves; } && !is_network<T>;

namespace detail {

template <class Layer> struct leaves {
    using type = leaf_list<Layer>;
};
template <is_composite Layer> struct leaves<Layer> {
    using type = typename Layer::leaves;
};

}  // namespace detail

template <class Layer> using leaves_of = typename detail::leaves<Layer>::type;

// "4" and 0 -> "4.0"; "4" and "main" -> "4.main".
template <class Step> constexpr layer_path child(const layer_path& parent, const Step& step) {
    return parent.length == 0 ? layer_path{step} : layer_path{parent, '.', step};
}

namespace detail {

// What no memory holds of a layer's parameters and output, if anything.
constexpr fault size_mistake(const node& added, const shape& out) {
    if (too_many_numbers(out, added.gradient_zeros))
        return too_many(reason::too_many_numbers_in_output, sentence{"the padded output has"});
    for (int i = 0; i < added.parameters.count; ++i) {
        const parameter& each = added.parameters.items[i];
        if (too_many_numbers(each.extents))
            return too_many(reason::too_many_numbers_in_parameter,
                            sentence{"the ", each.name, " has"});
    }
    return {};
}

}  // namespace detail

// Writes down the first fault: of the entry at `path`, which reads `value`.
template <int Capacity>
constexpr int blame(graph<Capacity>& into, const fault& found, const layer_path& path, int value) {
    into.problem = found;
    into.problem_path = path;
    into.problem_input = into.values[value];
    return value;
}

namespace detail {

template <class Layer, int Capacity>
constexpr int append_layer(graph<Capacity>& into, int value, const layer_path& path) {
    const shape in = into.values[value];
    const inference found = Layer::infer(in);
    if (found.problem) return blame(into, found.problem, path, value);
    if (too_many_numbers(found.output))
        return blame(into, too_many(reason::too_many_numbers_in_output, sentence{"the output has"}),
                     path, value);
    const border zeros = Layer::zeros_around(in);
    if (too_many_numbers(in, zeros))
        return blame(
            into,
            too_many(reason::too_many_numbers_in_padded_input, sentence{"the padded input has"}),
            path, value);
    if (path.length == layer_path::capacity())
        return blame(into,
                     {.why = reason::path_too_long,
                      .words = sentence{"this path is too long, nest less deeply"}},
                     path, value);
    node& added = into.nodes[into.node_count];
    added = {.path = path,
             .leaf = into.node_count,
             .inputs = {value},
             .output = into.value_count,
             .place = Layer::output,
             .backward_reads_input = Layer::backward_reads_input,
             .backward_reads_output = Layer::backward_reads_output,
             .takes_over_scale = Layer::takes_over_scale,
             .is_scale = Layer::is_scale,
             .takes_over_function = Layer::takes_over_function,
             .is_function = Layer::is_function,
             .takes_over_sum = Layer::takes_over_sum,
             .in_planes = Layer::uses_planes(in),
             .makes_rows = Layer::makes_rows(in),
             .reads_rows = Layer::reads_rows(in),
             .needs_whole_batch = Layer::needs_whole_batch,
             .zeros = zeros,
             .gradient_zeros = Layer::zeros_around_gradient(in),
             .parameters = Layer::parameters(in),
             .mac_count = Layer::mac_count(in)};
    if (const fault size = size_mistake(added, found.output)) return blame(into, size, path, value);
    ++into.node_count;
    into.values[into.value_count++] = found.output;
    return added.output;
}

}  // namespace detail

// Adds one layer that reads `value`; returns the value it makes. After a fault nothing is added any
// more.
template <class Layer, int Capacity>
constexpr int append(graph<Capacity>& into, int value, const layer_path& path) {
    if (into.problem) return value;
    if constexpr (is_composite<Layer>) {
        return Layer::append_to(into, value, path);
    } else if constexpr (is_layer<Layer>) {
        return detail::append_layer<Layer>(into, value, path);
    } else {
        return blame(into, misfit<Layer>(), path, value);
    }
}

// Adds a layer that makes `output` of two values, which its composite has found to fit together.
template <class Join, int Capacity>
constexpr int append_join(graph<Capacity>& into, int first, int second, const shape& output,
                          const layer_path& path) {
    if (too_many_numbers(output))
        return blame(into, too_many(reason::too_many_numbers_in_output, sentence{"the output has"}),
                     path, first);
    node& added = into.nodes[into.node_count];
    added.path = path;
    added.leaf = into.node_count++;
    added.inputs[0] = first;
    added.inputs[1] = second;
    added.input_count = 2;
    added.output = into.value_count++;
    added.place = Join::output;
    added.backward_reads_input = Join::backward_reads_input;
    added.backward_reads_output = Join::backward_reads_output;
    added.is_sum = Join::is_sum;
    into.values[added.output] = output;
    return added.output;
}

template <class Layer> constexpr bool takes_an_index() {
    if constexpr (requires { Layer::has_index; }) {
        return Layer::has_index;
    } else {
        return true;
    }
}

// One layer after another. PyTorch: nn.Sequential.
template <class... Layers> struct sequential {
    using leaves = join<leaves_of<Layers>...>;

    template <int Capacity>
    static constexpr int append_to(graph<Capacity>& into, int value, const layer_path& path) {
        [[maybe_unused]] int position = 0;
        // A composite without an index stands beside those that have one.
        ((value = append<Layers>(
              into, value,
              is_composite<Layers> && !takes_an_index<Layers>() ? path : child(path, position)),
          position += takes_an_index<Layers>()),
         ...);
        return value;
    }
};

}  // namespace ctnn
