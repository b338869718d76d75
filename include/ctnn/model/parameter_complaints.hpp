// A name that no parameter has, or parameters of another network, in, the complaint out.
#pragma once

#include <ctnn/model/mismatch.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace ctnn {

namespace found {

struct no_parameter_has_this_name;
template <char... Letters> struct did_you_mean;
struct parameters_of_another_network;
struct parameters_of_another_type;

}  // namespace found

namespace detail {

// How many letters must come, go or change to make one word of the other (Levenshtein, 1965).
constexpr int distance(std::string_view a, std::string_view b) {
    constexpr int longest = 100;
    const int length = static_cast<int>(b.size());
    if (length > longest) return longest;
    int row[longest + 1] = {};  // from the letters of `a` so far to the first i of `b`
    for (int i = 0; i <= length; ++i) row[i] = i;
    for (const char letter : a) {
        int diagonal = row[0]++;
        for (int i = 0; i < length; ++i) {
            const int change = diagonal + (letter != b[static_cast<std::size_t>(i)]);
            diagonal = row[i + 1];
            const int come_or_go = (row[i] < diagonal ? row[i] : diagonal) + 1;
            row[i + 1] = change < come_or_go ? change : come_or_go;
        }
    }
    return row[length];
}

}  // namespace detail

// `Names` has the network's parameters, each with `name` and `extents`, in the range `table`.
template <class Names, text Name> struct unknown_name {
    static constexpr std::string_view nearest = [] {
        std::string_view result;
        for (const auto& entry : Names::table)
            if (result.empty() ||
                detail::distance(Name.view(), entry.name) < detail::distance(Name.view(), result))
                result = entry.name;
        return result;
    }();

    static constexpr sentence words = [] {
        sentence result{"no parameter of the network is called ", Name.view()};
        if (nearest.empty()) {
            result.add(", it has none");
            return result;
        }
        result.add(sentence{", did you mean ", nearest, "? It has "});
        int listed = 0;
        for (const auto& entry : Names::table) {
            if (result.length > 300) break;
            if (listed++ > 0) result.add(", ");
            result.add(entry.name);
        }
        if (const int more = static_cast<int>(Names::table.size()) - listed; more > 0)
            result.add(sentence{" and ", more, " more"});
        return result;
    }();

    template <std::size_t... I>
    static found::did_you_mean<nearest[I]...> spelt(std::index_sequence<I...>);
    using facts = fact_list<found::no_parameter_has_this_name,
                            decltype(spelt(std::make_index_sequence<nearest.size()>{}))>;
};

// Parameters that are `Given`, with numbers of type U, where those of `Expected` with numbers of
// type T should be.
template <class Expected, class T, class Given, class U> struct foreign_parameters {
    static constexpr std::size_t first_difference = [] {
        std::size_t i = 0;
        while (i < Expected::table.size() && i < Given::table.size() &&
               Expected::table[i].name == Given::table[i].name &&
               Expected::table[i].extents == Given::table[i].extents)
            ++i;
        return i;
    }();

    template <class Names> static constexpr bool has_more = first_difference < Names::table.size();
    template <class Names>
    static constexpr shape extents = [] {
        if constexpr (has_more<Names>) return Names::table[first_difference].extents;
        return shape{};
    }();
    template <class Names>
    static constexpr sentence entry = [] {
        if constexpr (has_more<Names>)
            return sentence{Names::table[first_difference].name, " of ", extents<Names>};
        return sentence{"no further one"};
    }();

    static constexpr sentence words = [] {
        if (std::same_as<Expected, Given>)
            return sentence{"the parameters: expected ", spelling<T>, ", found ", spelling<U>};
        sentence result{"these are the parameters of another network"};
        if (has_more<Expected> || has_more<Given>)
            result.add(sentence{": expected ", entry<Expected>, ", found ", entry<Given>});
        return result;
    }();
    using kind =
        std::conditional_t<std::same_as<Expected, Given>, found::parameters_of_another_type,
                           found::parameters_of_another_network>;
    using facts = fact_list<kind, found::expected<detail::named<found::of, extents<Expected>>, T>,
                            found::given<detail::named<found::of, extents<Given>>, U>>;
};

}  // namespace ctnn
