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

// What a network may be too large for, and what to write then.
enum class holder { parameters, predictor, trainable, optimiser };

namespace found {

template <std::int64_t Bytes> struct bytes;
template <std::int64_t Bytes> struct more_than_the_stack_may_hold;
struct so_place_it_elsewhere_and_write_off_stack_in_front;

}  // namespace found

constexpr std::string_view name_of(holder what) {
    constexpr std::string_view names[] = {"a set of parameters", "a predictor", "a trainable",
                                          "an optimiser"};
    return names[static_cast<int>(what)];
}
constexpr std::string_view way_to_place(holder what) {
    constexpr std::string_view ways[] = {
        "std::make_unique<parameters<...>>(off_stack)",
        "std::make_unique<predictor<...>>(off_stack, weights), or place packed_weights and "
        "workspace where you like and call predict(weights, workspace, input)",
        "std::make_unique<trainable<...>>(off_stack, seed)",
        "std::make_unique<sgd<...>>(off_stack, sgd_options{...})"};
    return ways[static_cast<int>(what)];
}

template <holder What, std::int64_t Bytes> struct stack_complaint {
    static constexpr sentence words{
        name_of(What),
        " of ",
        Bytes,
        " bytes is more than the ",
        most_bytes_on_stack,
        " that may lie on the stack (CTNN_MOST_BYTES_ON_STACK): place it statically or on the heap "
        "and say so, ",
        way_to_place(What)};
    using facts =
        fact_list<found::bytes<Bytes>, found::more_than_the_stack_may_hold<most_bytes_on_stack>,
                  found::so_place_it_elsewhere_and_write_off_stack_in_front>;
};

// To be told by the constructors that have not been told `off_stack`.
template <holder What, class Object>
using stack_mistake = mistake_if<(sizeof(Object) > most_bytes_on_stack),
                                 stack_complaint<What, static_cast<std::int64_t>(sizeof(Object))>>;

}  // namespace ctnn
