// A network in, the least memory that its activations need out: what the plan of a workspace is
// compared with.
#pragma once

#include <ctnn/network.hpp>

#include <cstdint>

// Numbers of the activations that are alive while one layer runs, the most of all layers: without
// zeros around them and without gaps. What the plan lays over each other counts once, what the
// caller holds not at all, and of what a pool reads row by row the rows that it needs.
template <class Net>
constexpr std::int64_t most_alive = [] {
    constexpr const auto& graph = Net::prediction_graph;
    constexpr const auto& places = Net::plan.places;
    constexpr int last_value = graph.value_count - 1;
    int first[graph.value_count] = {}, last[graph.value_count] = {};
    const auto lives = [&](int value, int from, int to) {
        const int storage = places[value].storage;
        if (first[storage] > from) first[storage] = from;
        if (last[storage] < to) last[storage] = to;
    };
    for (int v = 0; v < graph.value_count; ++v) {
        first[v] = graph.node_count;
        last[v] = -1;
    }
    if (!Net::plan.input_is_outside) lives(0, 0, 0);
    for (int n = 0; n < graph.node_count; ++n) {
        lives(graph.nodes[n].output, n, n);
        const int pool = Net::plan.by_rows.pool_of[n];
        for (int i = 0; i < graph.nodes[n].input_count; ++i)
            lives(graph.nodes[n].inputs[i], n, pool < 0 ? n : pool);
    }
    if (Net::plan.input_is_outside) last[places[0].storage] = -1;
    if (Net::plan.output_is_outside) last[places[last_value].storage] = -1;
    std::int64_t most = 0;
    for (int n = 0; n < graph.node_count; ++n) {
        std::int64_t sum = 0;
        for (int v = 0; v < graph.value_count; ++v)
            if (places[v].storage == v && first[v] <= n && n <= last[v]) {
                const ctnn::layout& form = places[v].form;
                sum += std::int64_t{form.channels} * form.rows_in_memory() * form.width;
            }
        if (sum > most) most = sum;
    }
    return most;
}();
