// The entries of a network in, its layers and their graph out, or the first fault in them.
#pragma once

#include <ctnn/model/graph.hpp>

namespace ctnn {

// `found` is the graph, or has the fault. `culprit` is the entry to show for a fault that is not
// one layer's.
template <class... Entries> struct declaration {
    using leaves = leaf_list<>;
    using culprit = void;

    static constexpr graph<0> found = [] {
        graph<0> result;
        result.problem = {.why = reason::no_input,
                          .words = sentence{"a network starts with input<...>, this one is empty"}};
        return result;
    }();
};

template <class First, class... Rest> struct declaration<First, Rest...> {
    using leaves = leaf_list<>;
    using culprit = First;

    static constexpr graph<0> found = [] {
        graph<0> result;
        result.problem = {
            .why = reason::no_input,
            .words = sentence{"a network starts with input<...>, this one with ", spelling<First>}};
        return result;
    }();
};

template <int... Extents, class... Layers> struct declaration<input<Extents...>, Layers...> {
    using leaves = leaves_of<sequential<Layers...>>;
    using culprit = input<Extents...>;

    static constexpr graph<leaves::count> found = [] {
        graph<leaves::count> result;
        if constexpr (sizeof...(Extents) < 1 || sizeof...(Extents) > 3) {
            result.problem = {
                .why = reason::input_of_wrong_form,
                .words = sentence{spelling<culprit>, " has ", sizeof...(Extents),
                                  " numbers, it must be input<features>, input<channels, length> "
                                  "or input<channels, height, width>"}};
        } else if constexpr (((Extents < 1) || ...)) {
            result.problem = {
                .why = reason::number_not_positive,
                .words = sentence{"in ", spelling<culprit>, " every number must be 1 or more"}};
        } else if constexpr (leaves::count == 0) {
            result.problem = {
                .why = reason::no_layer,
                .words = sentence{"a network needs a layer behind ", spelling<culprit>}};
        } else {
            if (too_many_numbers(culprit::extents)) {
                result.problem = too_many(reason::too_many_numbers_in_input,
                                          sentence{spelling<culprit>, " has"});
                return result;
            }
            result.values[0] = culprit::extents;
            result.outputs[0] = append<sequential<Layers...>>(result, 0, layer_path{});
            if (!result.problem && result.outputs[0] == 0)
                result.problem = {
                    .why = reason::no_layer,
                    .words = sentence{"a network needs a layer behind ", spelling<culprit>,
                                      " that is no auxiliary head"}};
        }
        return result;
    }();
};

}  // namespace ctnn
