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
template <class... Form_and_T> struct given;

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

template <class T>
concept is_batch = has_form<T> && requires(const T& given) { given.count; };

// What cannot be passed for any of `Wanted`: a tensor of another shape or of other numbers, or no
// tensor at all.
template <class Given, class... Wanted>
concept unlike = !(std::convertible_to<const Given&, const Wanted&> || ...);

namespace detail {

template <class T> struct form_of {
    using number = void;
    static constexpr shape extents{};
    using fact = found::given<T>;
};
template <has_form T> struct form_of<T> {
    using number = std::remove_const_t<typename T::value_type>;
    static constexpr shape extents = T::extents;
    using fact = found::given<named<found::of, extents>, number>;
};

}  // namespace detail

template <class What, class Wanted, class Given> struct form_complaint {
    using wanted = detail::form_of<Wanted>;
    using given = detail::form_of<Given>;
    using number = typename wanted::number;
    static constexpr bool of_other_numbers = !std::same_as<number, typename given::number>;
    static constexpr bool of_other_kind =
        !has_form<Given> || (!of_other_numbers && wanted::extents == given::extents);

    static constexpr sentence words = [] {
        constexpr std::string_view tensor = "a tensor of ", batch = "a batch of ";
        sentence result{What::words, ": expected ",
                        !of_other_kind     ? std::string_view{}
                        : is_batch<Wanted> ? batch
                                           : tensor,
                        wanted::extents};
        if (of_other_kind && has_form<Given>) {
            result.add(sentence{", found ", is_batch<Given> ? batch : tensor, given::extents});
        } else if (of_other_kind) {
            result.add(sentence{", found ", spelling<Given>});
        } else if (of_other_numbers) {
            result.add(sentence{" of ", spelling<number>, ", found ", given::extents, " of ",
                                spelling<typename given::number>});
        } else {
            result.add(sentence{", found ", given::extents});
        }
        return result;
    }();
    using facts =
        fact_list<What, found::expected<detail::named<found::of, wanted::extents>, number>,
                  std::conditional_t<of_other_kind, found::given<Given>, typename given::fact>>;
};

// Nothing where one of the two belongs to a network that has been told to be wrong.
template <class What, class Wanted, class Given>
using mismatch = mistake_if<Wanted::extents != unknown_shape::stand_in &&
                                detail::form_of<Given>::extents != unknown_shape::stand_in,
                            form_complaint<What, Wanted, Given>>;

}  // namespace ctnn
