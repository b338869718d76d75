// Two runs of numbers in, whether they are the same, by bits or nearly, out.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

#include <doctest/doctest.h>

template <class T> bool same_bits(const std::vector<T>& a, const std::vector<T>& b) {
    return a.size() == b.size() &&
           (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

// Every number may be off by `tolerance` times the largest magnitude of the expected ones.
template <class T>
void check_close(const std::string& what, const std::vector<T>& found,
                 const std::vector<double>& expected, double tolerance) {
    INFO(what);
    REQUIRE(found.size() == expected.size());
    double largest = 0;
    for (const double each : expected) largest = std::max(largest, std::abs(each));
    for (std::size_t i = 0; i < found.size(); ++i) {
        const double error = std::abs(static_cast<double>(found[i]) - expected[i]);
        if (error <= tolerance * largest) continue;  // also says no to what is not a number
        INFO("element ", i, " is ", found[i], ", expected ", expected[i], " of at most ", largest);
        CHECK(error <= tolerance * largest);
        return;
    }
}
