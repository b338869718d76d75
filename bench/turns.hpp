// Works that take turns in, the time of each out.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace ctnn::bench {

using seconds_clock = std::chrono::steady_clock;

// Makes the compiler believe that `value` is read and any memory written.
template <class T> void keep(T& value) { asm volatile("" : : "r"(&value) : "memory"); }

// The seconds that one of so many calls of a work takes. The loop is inside: what hides the work's
// type takes a nanosecond, and some works take no more than ten.
using stopwatch = std::function<double(int calls)>;

// The work stays where it is.
template <class Work> stopwatch watch(Work& work) {
    return [&work](int calls) {
        const auto begin = seconds_clock::now();
        for (int i = 0; i < calls; ++i) work();
        return std::chrono::duration<double>(seconds_clock::now() - begin).count() / calls;
    };
}

// What one call of a work takes, in seconds.
struct timing {
    double shortest, median;
};

// The works take turns of 30 microseconds or more, at least 200 of each, or 20 where one takes more
// than 50 milliseconds: clocks change within a second, by a tenth, and what one of them met the
// others must meet, too. A turn begins with a call that is not timed, as it finds the caches full
// of what the others left; what takes 5 milliseconds fills them itself.
inline std::vector<timing> take_turns(std::span<const stopwatch> works) {
    constexpr double turn = 30e-6, whole = 0.2, long_call = 50e-3, fills_caches = 5e-3;
    std::size_t least = 200;
    std::vector<int> calls;
    std::vector<bool> needs_start;
    for (const stopwatch& seconds_of : works) {
        int count = 1;
        double seconds = seconds_of(count);  // the first call may prepare something
        while ((seconds = seconds_of(count)) * count < turn) count *= 2;
        if (seconds > long_call) least = 20;
        calls.push_back(count);
        needs_start.push_back(seconds < fills_caches);
    }
    std::vector<std::vector<double>> times(works.size());
    const auto begin = seconds_clock::now();
    while (times[0].size() < least ||
           seconds_clock::now() - begin < std::chrono::duration<double>(whole)) {
        for (std::size_t i = 0; i < works.size(); ++i) {
            if (needs_start[i]) works[i](1);
            times[i].push_back(works[i](calls[i]));
        }
    }
    std::vector<timing> result;
    for (std::vector<double>& each : times) {
        std::sort(each.begin(), each.end());
        result.push_back({each.front(), each[each.size() / 2]});
    }
    return result;
}

template <class... Works> std::array<timing, sizeof...(Works)> turns(Works&&... works) {
    const stopwatch all[]{watch(works)...};
    const std::vector<timing> found = take_turns(all);
    std::array<timing, sizeof...(Works)> result;
    std::copy(found.begin(), found.end(), result.begin());
    return result;
}

}  // namespace ctnn::bench
