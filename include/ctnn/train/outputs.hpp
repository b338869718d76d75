// A network in, the type of what it puts out while training out: a tensor, or where it has
// auxiliary heads a tuple of the network's and theirs; and the same of batches.
#pragma once

#include <ctnn/model/mismatch.hpp>
#include <ctnn/network.hpp>
#include <ctnn/train/batch.hpp>

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ctnn {

namespace found {

template <int> struct a_tuple_of;
struct one_for_the_network_and_one_for_each_auxiliary_head;
struct outputs_of_auxiliary_heads;
struct so_take_auxiliary_loss;

// Of output I; that of the network is number 0.
template <int I> struct gradient_of_output {
    static constexpr auto text = [] {
        if constexpr (I == 0) return basic_sentence<40>{gradient_of_the_outputs::words};
        return basic_sentence<40>{"the gradient of the outputs of aux", I};
    }();
    static constexpr std::string_view words = text.view();
};

}  // namespace found

namespace detail {

template <class> inline constexpr int tuple_size = 0;
template <class... Each>
inline constexpr int tuple_size<std::tuple<Each...>> = static_cast<int>(sizeof...(Each));

template <class... Each> struct tuple_unless_alone {
    using type = std::tuple<Each...>;
};
template <class Only> struct tuple_unless_alone<Only> {
    using type = Only;
};

template <class Net, int I>
inline constexpr shape shape_of_output = Net::graph.values[Net::graph.outputs[I]];

template <class Net, class Numbers> struct outputs_of;
template <class Net, int... I> struct outputs_of<Net, std::integer_sequence<int, I...>> {
    template <class T>
    using tensors = typename tuple_unless_alone<basic_tensor<T, shape_of_output<Net, I>>...>::type;
    template <class T, int Most>
    using batches =
        typename tuple_unless_alone<basic_batch<T, shape_of_output<Net, I>, Most>...>::type;
};
template <class Net>
using outputs = outputs_of<Net, std::make_integer_sequence<int, Net::graph.output_count>>;

// Output I of one or of several.
template <int I, class Outputs> constexpr auto& output_at(Outputs& all) {
    if constexpr (tuple_size<std::remove_const_t<Outputs>> == 0) {
        return all;
    } else {
        return std::get<static_cast<std::size_t>(I)>(all);
    }
}
template <int I, class Outputs>
using output_type_at = std::remove_cvref_t<decltype(output_at<I>(std::declval<Outputs&>()))>;

template <class Wanted, class Given> struct output_count_complaint {
    static constexpr int wanted = tuple_size<Wanted>, given = tuple_size<Given>;
    static constexpr sentence words = [] {
        sentence result{"the gradient of the outputs: expected a tuple of ", wanted,
                        ", one for the network and one for each auxiliary head, found "};
        if constexpr (given > 0) {
            result.add(sentence{"a tuple of ", given});
        } else if constexpr (has_form<Given>) {
            result.add(sentence{is_batch<Given> ? "a batch of " : "a tensor of ", Given::extents});
        } else {
            result.add(spelling<Given>);
        }
        return result;
    }();
    using facts = fact_list<found::gradient_of_the_outputs, found::a_tuple_of<wanted>,
                            found::one_for_the_network_and_one_for_each_auxiliary_head,
                            std::conditional_t<(given > 0), found::given<found::a_tuple_of<given>>,
                                               typename form_of<Given>::fact>>;
};

// The first output whose gradient is none for it.
template <class Wanted, class Given, int I = 0> constexpr int first_unlike() {
    if constexpr (I + 1 < tuple_size<Wanted>)
        if constexpr (!unlike<output_type_at<I, Given>, output_type_at<I, Wanted>>)
            return first_unlike<Wanted, Given, I + 1>();
    return I;
}

// What there is to tell about a gradient that is not of type `Wanted`.
template <class Wanted, class Given> auto find_gradient_mistake() {
    if constexpr (tuple_size<Wanted> != tuple_size<Given> && tuple_size<Wanted> > 0) {
        return std::type_identity<mistake_of<output_count_complaint<Wanted, Given>>>{};
    } else if constexpr (tuple_size<Wanted> == 0) {
        return std::type_identity<mismatch<found::gradient_of_the_outputs, Wanted, Given>>{};
    } else {
        constexpr int i = first_unlike<Wanted, Given>();
        return std::type_identity<mismatch<found::gradient_of_output<i>, output_type_at<i, Wanted>,
                                           output_type_at<i, Given>>>{};
    }
}
template <class Wanted, class Given>
using gradient_mistake = typename decltype(find_gradient_mistake<Wanted, Given>())::type;

template <int Count> struct several_outputs_complaint {
    static constexpr sentence words{
        "these are the outputs of a network and of its auxiliary heads, a tuple of ", Count,
        ": auxiliary_loss<...> adds up the losses of all of them"};
    using facts = fact_list<found::outputs_of_auxiliary_heads, found::a_tuple_of<Count>,
                            found::so_take_auxiliary_loss>;
};

// The base of a loss: says that the outputs of auxiliary heads are none of its own.
struct loss_of_one_output {
    template <class First, class... Others, class Targets>
    constexpr auto forward(const std::tuple<First, Others...>&, const Targets&) const {
        static_assert(mistake_of<several_outputs_complaint<1 + sizeof...(Others)>>::told());
        return typename First::value_type{};
    }
    template <class First, class... Others, class Targets>
    constexpr auto backward(const std::tuple<First, Others...>&, const Targets&) const {
        static_assert(mistake_of<several_outputs_complaint<1 + sizeof...(Others)>>::told());
        return std::tuple<First, Others...>{};
    }
};

}  // namespace detail

}  // namespace ctnn
