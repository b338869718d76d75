// Works that take turns in, the time of each out.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <vector>

namespace ctnn::bench {

using seconds_clock = std::chrono::steady_clock;

// Makes the compiler believe that `value` is read and any memory written.
template <class T> void keep(T& value) { asm volatile("" : : "r"(&value) : "memory"); }

// The seconds that one of so many calls of `work` takes, and how many calls take `seconds`.
template <class Work> double time_of(Work&& work, int calls) {
    const auto begin = seconds_clock::now();
    for (int i = 0; i < calls; ++i) work();
    return std::chrono::duration<double>(seconds_clock::now() - begin).count() / calls;
}
template <class Work> int calls_for(Work&& work, double seconds) {
    int calls = 1;
    while (time_of(work, calls) * calls < seconds) calls *= 2;
    return calls;
}

// What one call of a work takes, in seconds.
struct timing {
    double shortest, median;
};

// The works take turns of 30 microseconds or more, at least 200 of each: clocks change within a
// second, by a tenth, and what one of them met the others must meet, too. A turn begins with a call
// that is not timed, as it finds the caches full of what the others left.
template <class... Works> std::array<timing, sizeof...(Works)> turns(Works&&... works) {
    constexpr double turn = 30e-6, whole = 0.2;
    constexpr std::size_t least = 200;
    const int calls[]{calls_for(works, turn)...};
    std::vector<double> times[sizeof...(Works)];
    const auto begin = seconds_clock::now();
    while (times[0].size() < least ||
           seconds_clock::now() - begin < std::chrono::duration<double>(whole)) {
        std::size_t i = 0;
        ((works(), times[i].push_back(time_of(works, calls[i])), ++i), ...);
    }
    std::array<timing, sizeof...(Works)> result;
    for (std::size_t i = 0; i < sizeof...(Works); ++i) {
        std::sort(times[i].begin(), times[i].end());
        result[i] = {times[i].front(), times[i][times[i].size() / 2]};
    }
    return result;
}

}  // namespace ctnn::bench
