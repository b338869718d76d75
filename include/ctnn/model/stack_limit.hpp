// The size of an object in, a complaint out where it is too large to be a local variable.
#pragma once

#include <ctnn/base/mistake.hpp>

#include <cstdint>
#include <string_view>

// Bytes that an object may take on the stack: half of what a thread has by default on Linux. Define
// it in front of the first include, the same everywhere; 0 forbids all.
#ifndef CTNN_MOST_BYTES_ON_STACK
#define CTNN_MOST_BYTES_ON_STACK 4'194'304
#endif

namespace ctnn {

inline constexpr std::int64_t most_bytes_on_stack = CTNN_MOST_BYTES_ON_STACK;

// Says that an object is placed statically or on the heap: std::make_unique<predictor<vgg16>>(
// off_stack, weights).
struct off_stack_t {};
inline constexpr off_stack_t off_stack{};

// What a network may be too large for.
enum class holder {
    parameters,
    packed_weights,
    workspace,
    output,
    predictor,
    dispatched,
    trainable,
    optimiser
};

namespace found {

template <std::int64_t Bytes> struct bytes;
template <std::int64_t Bytes> struct more_than_the_stack_may_hold;
struct so_place_it_elsewhere_and_write_off_stack_in_front;

}  // namespace found

// What it is called, and what to write then.
struct placement_advice {
    std::string_view name, way;
};
constexpr placement_advice advice_for(holder what) {
    constexpr placement_advice all[] = {
        {"a set of parameters", "std::make_unique<parameters<...>>(off_stack)"},
        {"a set of packed weights", "std::make_unique<packed_weights<...>>(off_stack, parameters)"},
        {"a workspace", "static workspace<...> memory{off_stack}"},
        {"an output",
         "static tensor<...> output, and call net(input, output) or predict(weights, workspace, "
         "input, output)"},
        {"a predictor",
         "std::make_unique<predictor<...>>(off_stack, weights), or place packed_weights and "
         "workspace where you like and call predict(weights, workspace, input)"},
        {"a dispatched predictor", "std::make_unique<dispatched<...>>(off_stack, weights)"},
        {"a trainable", "std::make_unique<trainable<...>>(off_stack, seed)"},
        {"an optimiser", "std::make_unique<sgd<...>>(off_stack, sgd_options{...})"}};
    return all[static_cast<int>(what)];
}

template <holder What, std::int64_t Bytes> struct stack_complaint {
    static constexpr sentence words{
        advice_for(What).name,
        " of ",
        Bytes,
        " bytes is more than the ",
        most_bytes_on_stack,
        " that may lie on the stack (CTNN_MOST_BYTES_ON_STACK): place it statically or on the heap "
        "and say so, ",
        advice_for(What).way};
    using facts =
        fact_list<found::bytes<Bytes>, found::more_than_the_stack_may_hold<most_bytes_on_stack>,
                  found::so_place_it_elsewhere_and_write_off_stack_in_front>;
};

// To be told by the constructors that have not been told `off_stack`.
template <holder What, class Object>
using stack_mistake = mistake_if<(sizeof(Object) > most_bytes_on_stack),
                                 stack_complaint<What, static_cast<std::int64_t>(sizeof(Object))>>;

}  // namespace ctnn
