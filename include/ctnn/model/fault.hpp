// Why a declaration is wrong, as a value: what a layer returns in place of an output shape.
#pragma once

#include <ctnn/base/shape.hpp>
#include <ctnn/base/text.hpp>
#include <ctnn/base/window.hpp>

namespace ctnn {

// The kind of mistake. A compiler that prints no text shows this name to the user.
enum class reason {
    none,
    no_input,
    second_input,
    input_of_wrong_form,
    no_layer,
    not_a_layer,
    layer_declared_alone,
    function_in_place_of_layer,
    option_in_place_of_layer,
    network_in_place_of_sequential,
    layer_without_infer,
    layer_with_infer_not_constexpr,
    layer_not_derived_from_layer,
    not_an_image,
    not_a_sequence,
    not_a_vector,
    not_a_vector_or_sequence,
    not_an_image_or_sequence,
    not_an_option,
    option_not_taken,
    option_given_twice,
    option_of_wrong_arity,
    kernel_missing,
    number_not_positive,
    number_negative,
    padding_negative,
    padding_over_half_the_kernel,
    window_in_padding_alone,
    nothing_left,
    groups_do_not_divide,
    table_of_wrong_form,
    not_connected,
    kernel_larger_than_padded_input,
    stride_does_not_fit,
    shape_not_as_expected,
    paths_of_different_shapes,
    branches_of_different_sizes,
    concat_of_nothing,
    path_too_long,
    too_many_numbers_in_input,
    too_many_numbers_in_padded_input,
    too_many_numbers_in_output,
    too_many_numbers_in_parameter,
    too_many_numbers_in_all_parameters,
    too_many_numbers_in_workspace,
};

// One mistake: its kind, and the sentence for the user. A layer's goes on behind "layer 3:
// conv2d<16, kernel<5>> on 6x4x4: ".
struct fault {
    reason why = reason::none;
    sentence words{};
    // What else a compiler shows that prints no text: the axis of `extent` elements and the window
    // that does not fit it, or which option it is about, the first being 1.
    std::string_view axis{};
    int extent = 0;
    window slid{};
    int option = 0;
    shape others[2]{};  // of which two tensors it is about

    explicit constexpr operator bool() const { return why != reason::none; }
};

// What a layer makes of an input shape: an output shape, or the reason why there is none.
struct inference {
    shape output;
    fault problem;

    explicit(false) constexpr inference(const shape& given) : output{given} {}
    explicit(false) constexpr inference(const fault& given) : problem{given} {}
};

}  // namespace ctnn
