// A network's layers and what they are to do in, the first member that one of them lacks out.
#pragma once

#include <ctnn/layers/pass.hpp>
#include <ctnn/model/diagnose.hpp>

#include <string_view>
#include <type_traits>

namespace ctnn {

// The members that run a layer, beside what struct layer lists.
enum class member {
    none,
    forward,
    packed_size,
    pack,
    backward,
    backward_packed_size,
    pack_backward,
    gradient_size,
    unpack_gradient,
};

namespace found {

template <member> struct lacks;

}  // namespace found

namespace detail {

constexpr std::string_view name_of(member each) {
    constexpr std::string_view names[] = {"",
                                          "forward<T, Machine, Form>(pass)",
                                          "packed_size<T, Machine, Form>()",
                                          "pack<T, Machine, Form>(parameters, packed)",
                                          "backward<T, Machine, Form>(pass)",
                                          "backward_packed_size<T, Machine, Form>()",
                                          "pack_backward<T, Machine, Form>(parameters, packed)",
                                          "gradient_size<Form>()",
                                          "unpack_gradient<T, Form>(gradient, parameters)"};
    return names[static_cast<int>(each)];
}

// What a layer lacks to run forward.
template <class Layer, class T, simd::target Machine, forward_form Form, bool HasWeights>
constexpr member missing_forward() {
    using layer = Layer;
    if (!requires(const forward_pass<T>& pass) { layer::template forward<T, Machine, Form>(pass); })
        return member::forward;
    if (!HasWeights) return member::none;
    if (!requires { layer::template packed_size<T, Machine, Form>(); }) return member::packed_size;
    if (!requires(T* p) { layer::template pack<T, Machine, Form>(p, p); }) return member::pack;
    return member::none;
}

// What it lacks to run backward.
template <class Layer, class T, simd::target Machine, backward_form Form, bool HasWeights>
constexpr member missing_backward() {
    using layer = Layer;
    if (!requires(const backward_pass<T>& pass) {
            layer::template backward<T, Machine, Form>(pass);
        })
        return member::backward;
    if (!HasWeights) return member::none;
    if (!requires { layer::template backward_packed_size<T, Machine, Form>(); })
        return member::backward_packed_size;
    if (!requires(T* p) { layer::template pack_backward<T, Machine, Form>(p, p); })
        return member::pack_backward;
    if (!requires { layer::template gradient_size<Form>(); }) return member::gradient_size;
    if (!requires(T* p) { layer::template unpack_gradient<T, Form>(p, p); })
        return member::unpack_gradient;
    return member::none;
}

// The first layer that lacks a member, and which.
struct lack {
    int layer = 0;
    member what = member::none;
};

}  // namespace detail

template <class Net, detail::lack First> struct member_complaint {
    using blamed = leaf_at<First.layer, typename Net::leaves>;
    static constexpr layer_path path = Net::graph.nodes[First.layer].path;
    static constexpr bool has_example_without_weights =
        First.what == member::forward || First.what == member::backward;

    static constexpr sentence words{
        "layer ",
        path,
        ": ",
        spelling<blamed>,
        " has no static member ",
        detail::name_of(First.what),
        "; ",
        has_example_without_weights ? "ctnn/layers/flatten.hpp" : "ctnn/layers/linear.hpp",
        " has one"};
    using facts = fact_list<detail::at<found::layer, detail::steps_of(path.view())>, blamed,
                            found::lacks<First.what>>;
};

}  // namespace ctnn
