// A network in, the object that holds its weights out: by name, and as one run of numbers in
// PyTorch's order.
#pragma once

#include <ctnn/base/tensor.hpp>
#include <ctnn/model/parameter_complaints.hpp>
#include <ctnn/model/stack_limit.hpp>
#include <ctnn/network.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace ctnn {

// One tensor of the parameters: its name in PyTorch's state_dict, its extents, and where it begins.
struct parameter_entry {
    std::string_view name;
    shape extents;
    std::int64_t offset = 0;
    initial fill = initial::uniform;
    int fan_in = 1;
    bool trained = true;
    bool counts = false;  // a whole number
};

template <int Count> struct parameter_table {
    parameter_entry items[Count > 0 ? Count : 1];

    static constexpr std::size_t size() { return Count; }
    constexpr const parameter_entry* begin() const { return items; }
    constexpr const parameter_entry* end() const { return items + Count; }
    constexpr const parameter_entry& operator[](std::size_t i) const { return items[i]; }
};

namespace detail {

template <class Net> struct parameter_names {
    static constexpr int count = [] {
        int sum = 0;
        for (int n = 0; n < Net::layer_count; ++n) sum += Net::graph.nodes[n].parameters.count;
        return sum;
    }();

    static constexpr std::int64_t scalars = [] {
        std::int64_t sum = 0;
        for (int n = 0; n < Net::layer_count; ++n)
            sum += Net::graph.nodes[n].parameters.scalar_count();
        return sum;
    }();

    using name = basic_sentence<layer_path::capacity() + parameter::longest_name + 1>;
    struct list {
        name items[count > 0 ? count : 1];
    };
    static constexpr list names = [] {
        list result;
        int position = 0;
        for (int n = 0; n < Net::layer_count; ++n) {
            const node& layer = Net::graph.nodes[n];
            for (int i = 0; i < layer.parameters.count; ++i)
                result.items[position++] = name{layer.path, '.', layer.parameters.items[i].name};
        }
        return result;
    }();

    static constexpr parameter_table<count> table = [] {
        parameter_table<count> result;
        int position = 0;
        std::int64_t offset = 0;
        for (int n = 0; n < Net::layer_count; ++n)
            for (int i = 0; i < Net::graph.nodes[n].parameters.count; ++i) {
                const parameter& each = Net::graph.nodes[n].parameters.items[i];
                result.items[position] = {names.items[position].view(),
                                          each.extents,
                                          offset,
                                          each.fill,
                                          each.fan_in,
                                          each.trained,
                                          each.counts};
                offset += each.extents.size();
                ++position;
            }
        return result;
    }();
};

}  // namespace detail

// The parameters of a network, in the order of PyTorch's state_dict without a gap: can be copied
// with memcpy, written to a file, sent over a wire. Images' filters are {out, in, height, width},
// matrices {out, in}. Those that are too many for the stack are placed statically or on the heap,
// and say so: std::make_unique<parameters<vgg16>>(off_stack).
template <class Net, class T = float> struct parameters {
    static_assert(Net::diagnosis::told());

    using network_type = Net;
    using value_type = T;

    // More than parameter_count where layers keep statistics.
    static constexpr std::int64_t count = detail::parameter_names<Net>::scalars;

    T values[count > 0 ? count : 1] = {};

    constexpr parameters() noexcept {
        static_assert(stack_mistake<holder::parameters, parameters>::told());
    }
    // As many as there are, which are no local variable.
    explicit constexpr parameters(off_stack_t) noexcept {}
    // The first ones; the others are 0.
    template <std::convertible_to<T>... Values>
        requires(sizeof...(Values) > 0)
    explicit(sizeof...(Values) == 1) constexpr parameters(Values... first) noexcept
        : values{static_cast<T>(first)...} {}

    static constexpr const auto& entries() { return detail::parameter_names<Net>::table; }
    static constexpr std::size_t size() { return static_cast<std::size_t>(count); }
    constexpr T* data() { return values; }
    constexpr const T* data() const { return values; }
    constexpr T* begin() { return values; }
    constexpr const T* begin() const { return values; }
    constexpr T* end() { return values + size(); }
    constexpr const T* end() const { return values + size(); }

    friend constexpr bool operator==(const parameters&, const parameters&) = default;
};

namespace detail {

template <class Net, text Name>
inline constexpr int parameter_number = [] {
    for (int i = 0; i < parameter_names<Net>::count; ++i)
        if (parameter_names<Net>::table.items[i].name == Name.view()) return i;
    return -1;
}();

// What there is to tell about the name; nothing if the network has been told to be wrong.
template <class Net, text Name>
using name_mistake = mistake_if < Net::valid&& parameter_number<Net, Name>
                     <0, unknown_name<parameter_names<Net>, Name>>;

template <class Net, text Name, class T> constexpr auto view_parameter(T* values) {
    constexpr int number = parameter_number<Net, Name>;
    if constexpr (number >= 0) {
        constexpr parameter_entry entry = parameter_names<Net>::table.items[number];
        return tensor_view<T, entry.extents>{values + entry.offset};
    } else {
        return basic_tensor<std::remove_const_t<T>, unknown_shape::stand_in>{};
    }
}

// Of parameters with numbers of type U handed to what is made of `Net` and T.
template <class Net, class T, class Other, class U>
using parameters_mistake =
    mistake_if<Net::valid && Other::valid,
               foreign_parameters<parameter_names<Net>, T, parameter_names<Other>, U>>;

}  // namespace detail

// One parameter by its name in PyTorch's state_dict: get<"0.weight">(parameters)(out, in, row,
// column).
template <text Name, class Net, class T> constexpr auto get(parameters<Net, T>& from) {
    static_assert(detail::name_mistake<Net, Name>::told());
    return detail::view_parameter<Net, Name>(from.data());
}
template <text Name, class Net, class T> constexpr auto get(const parameters<Net, T>& from) {
    static_assert(detail::name_mistake<Net, Name>::told());
    return detail::view_parameter<Net, Name>(from.data());
}

}  // namespace ctnn
