// A network's first fault in, exactly one compiler error out.
#pragma once

#include <ctnn/model/graph.hpp>

#include <cstddef>
#include <utility>

namespace ctnn {

// The sentence is the template argument: g++ prints it on the first line of the error.
template <text Sentence> struct network_error {
    static_assert(Sentence.value[0] == 0,
                  "this network does not fit together: network_error<...> says where and why");
};

// The words in which wrong_network states the same facts where the compiler prints text in a
// template argument as numbers. None of them is ever defined.
namespace found {

template <class Path, class Layer> struct layer_at;
template <int... Positions> struct path;
template <int... Extents> struct input_shape;
template <reason> struct because;
template <int> struct N;
template <int> struct F;
template <int> struct P;
template <int> struct S;

}  // namespace found

template <class... Facts> struct wrong_network {
    static_assert(sizeof...(Facts) == 0,
                  "this network does not fit together: wrong_network<...> says where and why");
};

namespace detail {

constexpr sentence full_sentence(const auto& graph, std::string_view layer) {
    if (graph.problem_path.length == 0) return graph.problem.words;
    return sentence{"layer ", graph.problem_path,  ": ", layer,
                    " on ",   graph.problem_input, ": ", graph.problem.words};
}

// "4.main.0" -> 4, 0
struct path_numbers {
    int count = 0;
    int numbers[16] = {};
};
constexpr path_numbers numbers_of(const layer_path& where) {
    path_numbers result;
    bool in_number = false;
    for (const char c : where.view()) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !in_number) result.numbers[result.count++] = 0;
        if (digit)
            result.numbers[result.count - 1] = 10 * result.numbers[result.count - 1] + (c - '0');
        in_number = digit;
    }
    return result;
}

// `Declaration` has `leaves` and the constant `found`, a graph with a fault.
template <class Declaration> struct diagnosis {
    static constexpr auto& graph = Declaration::found;
    static constexpr fault problem = graph.problem;

    static constexpr auto blamed_layer() {
        if constexpr (graph.problem_path.length > 0) {
            return std::type_identity<leaf_at<graph.node_count, typename Declaration::leaves>>{};
        } else {
            return std::type_identity<void>{};
        }
    }
    using blamed = typename decltype(blamed_layer())::type;

    static constexpr auto words() {
        constexpr sentence all = full_sentence(graph, spelling<blamed>.view());
        text<static_cast<std::size_t>(all.length) + 1> result;
        for (int i = 0; i < all.length; ++i) result.value[i] = all.characters[i];
        return result;
    }

    template <int... I, int... J>
    static auto named(std::integer_sequence<int, I...>, std::integer_sequence<int, J...>) {
        constexpr path_numbers steps = numbers_of(graph.problem_path);
        using at = found::layer_at<found::path<steps.numbers[I]...>, blamed>;
        using in = found::input_shape<graph.problem_input[J]...>;
        if constexpr (problem.f != 0) {
            return std::type_identity<
                wrong_network<at, in, found::because<problem.why>, found::N<problem.n>,
                              found::F<problem.f>, found::P<problem.p>, found::S<problem.s>>>{};
        } else {
            return std::type_identity<wrong_network<at, in, found::because<problem.why>>>{};
        }
    }

    static auto report() {
#if defined(__clang__)
        return named(std::make_integer_sequence<int, numbers_of(graph.problem_path).count>{},
                     std::make_integer_sequence<int, graph.problem_input.rank>{});
#else
        return std::type_identity<network_error<words()>>{};
#endif
    }
};

struct nothing_to_report {};

template <class Declaration, bool Valid> struct reported {
    using type = nothing_to_report;
};
template <class Declaration> struct reported<Declaration, false> {
    using type = typename decltype(diagnosis<Declaration>::report())::type;
};

}  // namespace detail

// A base class for whatever needs a network that fits together: empty, or the one error.
template <class Declaration>
using report_fault = typename detail::reported<Declaration, !Declaration::found.problem>::type;

}  // namespace ctnn
