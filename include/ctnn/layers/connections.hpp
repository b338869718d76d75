// Which filters of a convolution see which of its input channels: a table of the user's.
#pragma once

#include <ctnn/model/options.hpp>

#include <type_traits>

namespace ctnn {

// A filter sees the input channels that its row of the table names, no others. `Table` is a class:
//
//     struct pairs {                                       // [filter][input channel]
//         static constexpr bool connected[3][3] = {{1, 1, 0}, {0, 1, 1}, {1, 0, 1}};
//     };
//     conv2d<3, kernel<5>, connections<pairs>>
//
// Every filter must see a channel, and every channel must be seen. Torch7:
// nn.SpatialConvolutionMap. Source: LeCun et al., 1998, table I.
template <class Table> struct connections {
    using table = Table;
    static constexpr option value{option_kind::connections};
};

namespace detail {

template <class Option>
concept is_connections = requires { typename Option::table; } &&
                         std::is_same_v<Option, connections<typename Option::table>>;

// The table among a layer's options; the first, if there are several.
template <class... Options> struct table_among;
template <class First, class... Rest> struct table_among<First, Rest...> : table_among<Rest...> {};
template <class Table, class... Rest> struct table_among<connections<Table>, Rest...> {
    using type = Table;
};

template <class Table> using array_of_connections = std::remove_cvref_t<decltype(Table::connected)>;

template <class Table>
concept is_connection_table = requires {
    requires std::is_same_v<std::remove_all_extents_t<array_of_connections<Table>>, bool>;
    requires std::rank_v<array_of_connections<Table>> == 2;
};

// A table as plain values: connection i, filter by filter and channel by channel, has weights i.
template <class Table> struct connection_numbers {
    using array = array_of_connections<Table>;
    static constexpr int filters = std::extent_v<array, 0>, channels = std::extent_v<array, 1>;

    static constexpr int count = [] {
        int sum = 0;
        for (const auto& row : Table::connected)
            for (const bool each : row) sum += each;
        return sum;
    }();

    struct table {
        int number[filters][channels];
    };
    // -1 where there is no connection.
    static constexpr table numbers = [] {
        table result{};
        int next = 0;
        for (int f = 0; f < filters; ++f)
            for (int c = 0; c < channels; ++c)
                result.number[f][c] = Table::connected[f][c] ? next++ : -1;
        return result;
    }();

    // Is one of these filters connected to one of these channels?
    static constexpr bool meet(int filter, int filter_count, int channel, int channel_count) {
        for (int f = filter; f < filter + filter_count; ++f)
            for (int c = channel; c < channel + channel_count; ++c)
                if (Table::connected[f][c]) return true;
        return false;
    }
    static constexpr int most_inputs() {
        int most = 0;
        for (int f = 0; f < filters; ++f) {
            int sum = 0;
            for (int c = 0; c < channels; ++c) sum += Table::connected[f][c];
            most = sum > most ? sum : most;
        }
        return most;
    }
};

// What is wrong with a table for so many filters and channels, if anything.
template <class Table> constexpr fault table_mistake(int filters, int channels) {
    const auto& name = spelling<Table>;
    if constexpr (!is_connection_table<Table>) {
        return {.why = reason::table_of_wrong_form,
                .words = sentence{"connections<", name, "> needs a member static constexpr bool ",
                                  name, "::connected[", filters, "][", channels, "]"}};
    } else {
        using numbers = connection_numbers<Table>;
        if (numbers::filters != filters || numbers::channels != channels)
            return {
                .why = reason::table_of_wrong_form,
                .words = sentence{name, "::connected[", numbers::filters, "][", numbers::channels,
                                  "] must be [", filters, "][", channels,
                                  "]: a row for every filter, a column for every input channel"}};
        for (int f = 0; f < filters; ++f)
            if (!numbers::meet(f, 1, 0, channels))
                return {.why = reason::not_connected,
                        .words = sentence{"in ", name, "::connected filter ", f,
                                          " sees no input channel"}};
        for (int c = 0; c < channels; ++c)
            if (!numbers::meet(0, filters, c, 1))
                return {.why = reason::not_connected,
                        .words = sentence{"in ", name, "::connected input channel ", c,
                                          " is seen by no filter"}};
        return {};
    }
}

}  // namespace detail

}  // namespace ctnn
