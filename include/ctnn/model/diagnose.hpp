// A declaration with a fault in, the complaint about it out: "layer 3: conv2d<16, kernel<5>> on
// 6x4x4: ...", and the same in names and numbers.
#pragma once

#include <ctnn/base/mistake.hpp>
#include <ctnn/model/declaration.hpp>

#include <type_traits>
#include <utility>

namespace ctnn {

// The words of a complaint in names and numbers. None of them is ever defined.
namespace found {

template <int... Path> struct layer;
template <int... Path> struct before_layer;
template <int... Extents> struct on;
template <reason> struct because;
template <int> struct option_number;
struct in_height;
struct in_width;
struct in_length;
template <int> struct N;
template <int> struct F;
template <int... Before_and_after> struct P;
template <int> struct S;
struct so_write_flatten_in_front;
struct so_write_round_down_or_round_up;

}  // namespace found

namespace detail {

// Name<Numbers[0], Numbers[1], ...>
template <template <int...> class Name, auto Numbers, int... I>
Name<Numbers[I]...> named_by(std::integer_sequence<int, I...>);
template <template <int...> class Name, auto Numbers>
using named = decltype(named_by<Name, Numbers>(std::make_integer_sequence<int, Numbers.rank>{}));

// "4.1.0" -> {4, 1, 0}
struct path_numbers {
    int rank = 0;
    int numbers[16] = {};
    constexpr int operator[](int i) const { return numbers[i]; }
};
constexpr path_numbers numbers_of(const layer_path& where) {
    path_numbers result;
    bool in_number = false;
    for (const char c : where.view()) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !in_number) ++result.rank;
        if (digit) {
            int& number = result.numbers[result.rank - 1];
            number = 10 * number + (c - '0');
        }
        in_number = digit;
    }
    return result;
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
        using padding = std::conditional_t<w.before == w.after, P<w.before>, P<w.before, w.after>>;
        using advice = std::conditional_t<problem.why == reason::stride_does_not_fit,
                                          fact_list<so_write_round_down_or_round_up>, fact_list<>>;
        return typename advice::template behind<
            axis, N<problem.extent>, F<static_cast<int>(w.reach())>, padding, S<w.stride>>{};
    } else if constexpr (problem.option > 0) {
        return fact_list<option_number<problem.option>>{};
    } else if constexpr (problem.why == reason::not_a_vector) {
        return fact_list<so_write_flatten_in_front>{};
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
                                                     spelling<blamed>,
                                                     " on ",
                                                     graph.problem_input,
                                                     ": ",
                                                     problem.words}
                                          : problem.words;

    static auto in_names() {
        constexpr auto path = detail::numbers_of(graph.problem_path);
        using why = found::because<problem.why>;
        using more = decltype(detail::particulars<network_complaint>());
        if constexpr (!of_one_layer) {
            return fact_list<why, blamed>{};
        } else {
            using place = std::conditional_t<has_index, detail::named<found::layer, path>,
                                             detail::named<found::before_layer, path>>;
            return typename more::template behind<
                place, blamed, detail::named<found::on, graph.problem_input>, why>{};
        }
    }
    using facts = decltype(in_names());
};

}  // namespace ctnn
