// A network in, a table of its layers and drawings of its graph out: texts that the compiler makes.
#pragma once

#include <ctnn/network.hpp>

#include <cstdint>
#include <string_view>

namespace ctnn {

namespace detail {

inline constexpr int longest_spelling = 44;  // in a table or a box
inline constexpr int longest_row = layer_path::capacity() + longest_spelling + 100;

// What a user calls layer N: "residual" for its sum. Long ones are cut.
template <class Net, int N> constexpr auto name_in_summary() {
    const sentence full = name_of<typename Net::template layer<N>::type>();
    basic_sentence<longest_spelling> result;
    if (full.length <= longest_spelling) {
        result.add(full.view());
    } else {
        result.add(full.view().substr(0, longest_spelling - 3));
        result.add("...");
    }
    return result;
}

template <class Net> struct layer_names {
    struct list {
        basic_sentence<longest_spelling> of[Net::layer_count > 0 ? Net::layer_count : 1];
    };
    static constexpr list all = []<int... N>(std::integer_sequence<int, N...>) {
        return list{{name_in_summary<Net, N>()...}};
    }(std::make_integer_sequence<int, Net::layer_count>{});
};

// Text in a column of so many characters; numbers stand at its right end.
template <int Capacity, class Piece>
constexpr void add_column(basic_sentence<Capacity>& to, int width, bool at_right,
                          const Piece& piece) {
    const basic_sentence<longest_row> text{piece};
    for (int i = text.length; at_right && i < width; ++i) to.add(' ');
    to.add(text.view());
    for (int i = text.length; !at_right && i < width; ++i) to.add(' ');
}
template <class Piece> constexpr int width_of(int least, const Piece& piece) {
    const basic_sentence<longest_row> text{piece};
    return text.length > least ? text.length : least;
}

// The box in which each value is made: that of its layer, or of the last join of its concat, of
// whose chain one box is drawn.
template <class Net> struct drawn_boxes {
    int of_value[Net::layer_count + 1] = {};  // -1 is the input
    bool is_drawn[Net::layer_count + 1] = {};
};
template <class Net> constexpr auto boxes_of() {
    constexpr auto& graph = Net::graph;
    drawn_boxes<Net> result;
    result.of_value[0] = -1;
    for (int n = graph.node_count - 1; n >= 0; --n) {
        const node& each = graph.nodes[n];
        int box = n;
        for (int later = n + 1; later < graph.node_count; ++later) {
            const node& reader = graph.nodes[later];
            if (each.place == placement::joined && reader.place == placement::joined &&
                reader.inputs[0] == each.output && reader.path.view() == each.path.view())
                box = result.of_value[reader.output];
        }
        result.of_value[each.output] = box;
        result.is_drawn[n] = box == n;
    }
    return result;
}

template <class Net> constexpr auto make_summary() {
    constexpr auto& graph = Net::graph;
    constexpr auto boxes = boxes_of<Net>();
    int path_width = 4, name_width = 5, shape_width = 6;  // of the words above them
    for (int n = 0; n < graph.node_count; ++n) {
        path_width = width_of(path_width, graph.nodes[n].path);
        name_width = width_of(name_width, layer_names<Net>::all.of[n]);
        shape_width = width_of(shape_width, graph.values[graph.nodes[n].output]);
    }
    basic_sentence<(Net::layer_count + 6) * longest_row> result;
    const auto row = [&](const auto& path, const auto& name, const auto& shape,
                         const auto& parameters, const auto& macs, const auto& bytes) {
        add_column(result, path_width + 2, false, path);
        add_column(result, name_width + 2, false, name);
        add_column(result, shape_width, true, shape);
        add_column(result, 14, true, parameters);
        add_column(result, 17, true, macs);
        add_column(result, 13, true, bytes);
        result.add('\n');
    };
    row("path", "layer", "output", "parameters", "multiply-adds", "bytes");
    row("", "input", graph.values[0], "", "",
        graph.values[0].size() * static_cast<std::int64_t>(sizeof(float)));
    for (int n = 0; n < graph.node_count; ++n) {
        if (!boxes.is_drawn[n]) continue;
        const node& each = graph.nodes[n];
        const shape& output = graph.values[each.output];
        const auto parameters = each.parameters.trained_count();
        if (each.in_auxiliary_head) {
            row(each.path, layer_names<Net>::all.of[n], output, parameters, "", "");
        } else {
            row(each.path, layer_names<Net>::all.of[n], output, parameters, each.mac_count,
                output.size() * static_cast<std::int64_t>(sizeof(float)));
        }
    }
    row("", "all, and the workspace", "", Net::parameter_count, Net::mac_count,
        Net::workspace_bytes);
    return result;
}

// box(number, path, name) for every layer and edge(from, to, shape) for every value it reads;
// number -1 is the input.
template <class Net, class Box, class Edge> constexpr void draw(Box&& box, Edge&& edge) {
    constexpr auto& graph = Net::graph;
    constexpr auto boxes = boxes_of<Net>();
    box(-1, std::string_view{}, std::string_view{"input"});
    for (int n = 0; n < graph.node_count; ++n)
        if (boxes.is_drawn[n])
            box(n, graph.nodes[n].path.view(), layer_names<Net>::all.of[n].view());
    for (int n = 0; n < graph.node_count; ++n) {
        const node& each = graph.nodes[n];
        for (int i = 0; i < each.input_count; ++i) {
            const int from = boxes.of_value[each.inputs[i]], to = boxes.of_value[each.output];
            if (from != to) edge(from, to, graph.values[each.inputs[i]]);
        }
    }
}

template <class Net> using drawing = basic_sentence<(2 * Net::layer_count + 4) * longest_row>;

template <class Net> constexpr auto make_dot() {
    drawing<Net> result{"digraph network {\n  node [shape=box];\n"};
    draw<Net>(
        [&](int number, std::string_view path, std::string_view name) {
            result.add(basic_sentence<longest_row>{"  n", number + 1, " [label=\"", path,
                                                   path.empty() ? "" : ": ", name, "\"];\n"});
        },
        [&](int from, int to, const shape& extents) {
            result.add(basic_sentence<longest_row>{"  n", from + 1, " -> n", to + 1, " [label=\"",
                                                   extents, "\"];\n"});
        });
    result.add("}\n");
    return result;
}

template <class Net> constexpr auto make_mermaid() {
    drawing<Net> result{"flowchart TD\n"};
    draw<Net>(
        [&](int number, std::string_view path, std::string_view name) {
            result.add(basic_sentence<longest_row>{"  n", number + 1, "[\"", path,
                                                   path.empty() ? "" : ": ", name, "\"]\n"});
        },
        [&](int from, int to, const shape& extents) {
            result.add(basic_sentence<longest_row>{"  n", from + 1, " -->|", extents, "| n", to + 1,
                                                   "\n"});
        });
    return result;
}

// A text in no more memory than it needs.
template <class Net, auto Make> struct kept_text {
    static constexpr int length = Make().length;
    static constexpr basic_sentence<length> text{Make().view()};
};

}  // namespace detail

// A table: path, layer, output shape, trained parameters, multiply-accumulates, and the bytes of
// the output as float; the last line has the sums, and the bytes of the workspace. Of auxiliary
// heads, which cost a prediction nothing, it has the parameters alone. As Keras' model.summary()
// and torchinfo print it. A constant expression.
//
//     std::cout << summary<lenet5>;
template <class Net>
inline constexpr std::string_view summary =
    detail::kept_text<Net, detail::make_summary<Net>>::text.view();

// The graph in the language of Graphviz, with the shapes on its edges: dot -Tsvg. A constant
// expression.
template <class Net>
inline constexpr std::string_view to_dot =
    detail::kept_text<Net, detail::make_dot<Net>>::text.view();

// The same for Mermaid, which GitHub draws in Markdown.
template <class Net>
inline constexpr std::string_view to_mermaid =
    detail::kept_text<Net, detail::make_mermaid<Net>>::text.view();

}  // namespace ctnn
