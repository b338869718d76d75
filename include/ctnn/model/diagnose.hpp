// A declaration with a fault in, the complaint about it out: "layer 3: conv2d<16, kernel<5>> on
// 6x4x4: ...", and the same in names and numbers.
#pragma once

#include <ctnn/base/mistake.hpp>
#include <ctnn/model/declaration.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace ctnn {

// The words of a complaint in names and numbers. None of them is ever defined.
namespace found {

template <auto... Path> struct layer;
template <auto... Path> struct before_layer;
template <int... Extents> struct on;
template <class... Shapes> struct makes;
template <int... Extents> struct extents;
template <reason> struct because;
template <int> struct option_number;
struct in_height;
struct in_width;
struct in_length;
template <int> struct N;
template <int> struct F;
template <int> struct F_with_dilation;
template <int... Before_and_after> struct P;
template <int> struct S;
struct so_write_flatten_in_front;
struct so_put_it_in_front_of_flatten;
struct so_take_a_layer_ending_in_1d;
struct so_take_a_layer_ending_in_2d;
template <int> struct remainder;
template <int> struct so_write_round_down_for;
template <int> struct or_round_up_for;
template <int... Before_and_after> struct or_choose_P;

}  // namespace found

// A step of a path that has a name in place of a number: "4.main.0", "2.branches.1.0".
enum class step { main, shortcut, branches, branch, aux };

namespace detail {

// Name<Numbers[0], Numbers[1], ...>
template <template <int...> class Name, auto Numbers, int... I>
Name<Numbers[I]...> named_by(std::integer_sequence<int, I...>);
template <template <int...> class Name, auto Numbers>
using named = decltype(named_by<Name, Numbers>(std::make_integer_sequence<int, Numbers.rank>{}));

// A path's numbers and, below zero, its names: "4.main.0" -> {4, -1, 0}.
struct path_steps {
    int count = 0;
    int steps[layer_path::capacity()] = {};
};
constexpr path_steps steps_of(std::string_view path) {
    constexpr std::string_view digits = "0123456789",
                               names[] = {"main", "shortcut", "branches", "branch", "aux"};
    path_steps result;
    while (!path.empty()) {
        if (const auto end = std::min(path.find_first_not_of(digits), path.size()); end > 0) {
            int& number = result.steps[result.count++];
            for (const char digit : path.substr(0, end)) number = 10 * number + (digit - '0');
            path.remove_prefix(end);
        } else {
            const auto name = path.substr(0, path.find_first_of("0123456789."));
            for (int step = -1; const auto each : names) {
                if (name == each) result.steps[result.count++] = step;
                --step;
            }
            path.remove_prefix(std::max<std::size_t>(name.size(), 1));
        }
    }
    return result;
}

template <int Step>
inline constexpr auto part = [] {
    if constexpr (Step < 0) {
        return static_cast<step>(-1 - Step);
    } else {
        return Step;
    }
}();

// Name<4, step::main, 0>
template <template <auto...> class Name, path_steps Path, int... I>
Name<part<Path.steps[I]>...> at_path(std::integer_sequence<int, I...>);
template <template <auto...> class Name, path_steps Path>
using at = decltype(at_path<Name, Path>(std::make_integer_sequence<int, Path.count>{}));

template <reason Why, int Extent, window W> auto advice_in_names() {
    using namespace found;
    if constexpr (Why == reason::stride_does_not_fit) {
        constexpr stride_advice advice = advice_on_stride(Extent, W);
        constexpr int before = advice.before, after = advice.after;
        using other = std::conditional_t <
                      before<0, fact_list<>,
                             std::conditional_t<before == after, fact_list<or_choose_P<before>>,
                                                fact_list<or_choose_P<before, after>>>>;
        return
            typename other::template behind<remainder<static_cast<int>(slide(Extent, W).remainder)>,
                                            so_write_round_down_for<advice.down>,
                                            or_round_up_for<advice.up>>{};
    } else {
        return fact_list<>{};
    }
}

// What a fault tells beside its kind.
template <class Complaint> auto particulars() {
    using namespace found;
    constexpr auto& problem = Complaint::problem;
    if constexpr (!problem.axis.empty()) {
        constexpr window w = problem.slid;
        constexpr bool high = problem.axis == "height", wide = problem.axis == "width";
        using axis =
            std::conditional_t<high, in_height, std::conditional_t<wide, in_width, in_length>>;
        constexpr int reach = static_cast<int>(w.reach());
        using size = std::conditional_t<w.dilation == 1, F<reach>, F_with_dilation<reach>>;
        using padding = std::conditional_t<w.before == w.after, P<w.before>, P<w.before, w.after>>;
        using advice = decltype(advice_in_names<problem.why, problem.extent, w>());
        return
            typename advice::template behind<axis, N<problem.extent>, size, padding, S<w.stride>>{};
    } else if constexpr (problem.others[0].rank > 0) {
        return fact_list<found::makes<named<found::extents, problem.others[0]>,
                                      named<found::extents, problem.others[1]>>>{};
    } else if constexpr (problem.option > 0) {
        return fact_list<option_number<problem.option>>{};
    } else if constexpr (problem.why == reason::not_a_vector) {
        return fact_list<so_write_flatten_in_front>{};
    } else if constexpr (problem.why == reason::not_an_image ||
                         problem.why == reason::not_a_sequence) {
        constexpr int rank = Complaint::graph.problem_input.rank;
        using other = std::conditional_t<rank == 2, so_take_a_layer_ending_in_1d,
                                         so_take_a_layer_ending_in_2d>;
        return fact_list<std::conditional_t<rank == 1, so_put_it_in_front_of_flatten, other>>{};
    } else {
        return fact_list<>{};
    }
}

template <class Declaration, bool OfOneLayer> struct blamed_entry {
    using type = typename Declaration::culprit;
};
template <class Declaration> struct blamed_entry<Declaration, true> {
    using type = leaf_at<Declaration::found.node_count, typename Declaration::leaves>;
};

// What a user calls a layer that a composite has put in.
template <class Layer> constexpr sentence name_of() {
    if constexpr (requires { Layer::called; }) {
        return sentence{Layer::called};
    } else {
        return spelling<Layer>;
    }
}

}  // namespace detail

// `Declaration` is a `declaration` with the fault `problem`.
template <class Declaration> struct network_complaint {
    static constexpr auto& graph = Declaration::found;
    static constexpr const fault& problem = Declaration::problem;
    static constexpr bool of_one_layer = graph.problem_path.length > 0;
    using blamed = typename detail::blamed_entry<Declaration, of_one_layer>::type;
    // What takes no index in PyTorch's numbering stands before the layer that does.
    static constexpr bool has_index = takes_an_index<blamed>();

    static constexpr sentence words = of_one_layer
                                          ? sentence{has_index ? "layer " : "before layer ",
                                                     graph.problem_path,
                                                     ": ",
                                                     detail::name_of<blamed>(),
                                                     " on ",
                                                     graph.problem_input,
                                                     ": ",
                                                     problem.words}
                                          : problem.words;

    static auto in_names() {
        constexpr auto path = detail::steps_of(graph.problem_path.view());
        using why = found::because<problem.why>;
        using more = decltype(detail::particulars<network_complaint>());
        if constexpr (!of_one_layer) {
            return fact_list<why, blamed>{};
        } else {
            using place = std::conditional_t<has_index, detail::at<found::layer, path>,
                                             detail::at<found::before_layer, path>>;
            return typename more::template behind<
                place, blamed, detail::named<found::on, graph.problem_input>, why>{};
        }
    }
    using facts = decltype(in_names());
};

}  // namespace ctnn
