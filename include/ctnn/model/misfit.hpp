// A type in a list of layers that is no layer in, what is wrong with it out.
#pragma once

#include <ctnn/model/input.hpp>
#include <ctnn/model/layer.hpp>
#include <ctnn/model/options.hpp>

#include <type_traits>

namespace ctnn {

namespace detail {

template <class T> inline constexpr bool is_input = false;
template <int... Extents> inline constexpr bool is_input<input<Extents...>> = true;

}  // namespace detail

template <class T> constexpr fault misfit() {
    if constexpr (detail::is_input<T>) {
        return {.why = reason::second_input,
                .words = sentence{"a network has one input, in front"}};
    } else if constexpr (std::is_function_v<T>) {
        return {.why = reason::function_in_place_of_layer,
                .words = sentence{"this is the type of a function, write the layer without ( )"}};
    } else if constexpr (!is_complete<T>) {
        return {.why = reason::layer_declared_alone,
                .words = sentence{"declared but not defined, an #include may be missing"}};
    } else if constexpr (is_network<T>) {
        return {.why = reason::network_in_place_of_sequential,
                .words = sentence{"this is a network, write sequential<...> with its layers"}};
    } else if constexpr (is_option<T>) {
        return {.why = reason::option_in_place_of_layer,
                .words = sentence{"this is an option, it belongs between the < > of its layer"}};
    } else if constexpr (std::derived_from<T, layer> && infers<T>) {
        return {.why = reason::layer_with_infer_not_constexpr,
                .words = sentence{"`infer` of this layer must be constexpr"}};
    } else if constexpr (std::derived_from<T, layer>) {
        return {.why = reason::layer_without_infer,
                .words = sentence{"this layer lacks `static constexpr inference infer(const shape& "
                                  "in)`, which says what it makes of an input"}};
    } else if constexpr (infers<T>) {
        return {.why = reason::layer_not_derived_from_layer,
                .words = sentence{"this layer must be derived from ctnn::layer"}};
    } else {
        return {.why = reason::not_a_layer,
                .words = sentence{"this is no layer: it is not derived from ctnn::layer"}};
    }
}

}  // namespace ctnn
