// What a program hands to a network in, the complaint out where it does not fit.
#pragma once

#include <ctnn/model/diagnose.hpp>
#include <ctnn/model/unknown.hpp>

#include <concepts>
#include <string_view>
#include <type_traits>

namespace ctnn {

namespace found {

template <int... Extents> struct of;
template <class Form, class T> struct expected;
template <class Form, class T> struct given;

// What was handed over.
struct input_of_the_network {
    static constexpr std::string_view words = "the input of the network";
};
struct gradient_of_the_outputs {
    static constexpr std::string_view words = "the gradient of the outputs";
};
struct targets_of_the_loss {
    static constexpr std::string_view words = "the targets of the loss";
};

}  // namespace found

// A tensor or a batch, owned or not.
template <class T>
concept has_form = requires {
    typename T::value_type;
    { T::extents } -> std::same_as<const shape&>;
};

// A tensor or a batch of another shape, or of another type of numbers, than `Wanted`.
template <class Given, class Wanted>
concept unlike =
    has_form<Given> &&
    !(Given::extents == Wanted::extents &&
      std::same_as<const typename Given::value_type, const typename Wanted::value_type>);

template <class What, class Wanted, class Given> struct form_complaint {
    using wanted = std::remove_const_t<typename Wanted::value_type>;
    using given = std::remove_const_t<typename Given::value_type>;
    static constexpr bool of_other_numbers = !std::same_as<wanted, given>;

    static constexpr sentence words = [] {
        sentence result{What::words, ": expected ", Wanted::extents};
        if (of_other_numbers) result.add(sentence{" of ", spelling<wanted>});
        result.add(sentence{", found ", Given::extents});
        if (of_other_numbers) result.add(sentence{" of ", spelling<given>});
        return result;
    }();
    using facts =
        fact_list<What, found::expected<detail::named<found::of, Wanted::extents>, wanted>,
                  found::given<detail::named<found::of, Given::extents>, given>>;
};

// Nothing where one of the two belongs to a network that has been told to be wrong.
template <class What, class Wanted, class Given>
using mismatch = mistake_if<Wanted::extents != unknown_shape::stand_in &&
                                Given::extents != unknown_shape::stand_in,
                            form_complaint<What, Wanted, Given>>;

}  // namespace ctnn
