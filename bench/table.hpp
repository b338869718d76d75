// Headings and rows of numbers in, a Markdown table that reads well as text out.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

namespace ctnn::bench {

class table {
  public:
    // `setting` says what ran against what, and how it was built.
    table(const char* title, const std::string& setting, std::vector<std::string> headings)
        : headings_{std::move(headings)} {
        std::printf("### %s\n\n%s; %s.\n\n|%*s|", title, setting.c_str(), compiler().c_str(),
                    first_width, "");
        for (const std::string& each : headings_) std::printf(" %s |", each.c_str());
        std::printf("\n|%s|", std::string(first_width, '-').c_str());
        for (const std::string& each : headings_)
            std::printf("%s:|", std::string(each.size() + 1, '-').c_str());
        std::printf("\n");
    }
    ~table() { std::printf("\n"); }
    table(const table&) = delete;
    table& operator=(const table&) = delete;

    // Numbers with three or more digits that count; one that is not a number stays empty.
    void row(const char* name, std::initializer_list<double> values) const {
        std::printf("| %-*s|", first_width - 1, name);
        auto heading = headings_.begin();
        for (const double value : values) {
            const int width = static_cast<int>((heading++)->size());
            if (std::isnan(value)) {
                std::printf(" %*s |", width, "");
            } else {
                std::printf(" %*.*f |", width, value < 10 ? 2 : value < 100 ? 1 : 0, value);
            }
        }
        std::printf("\n");
        std::fflush(stdout);
    }

  private:
    static constexpr int first_width = 32;
    static std::string compiler() {
#ifdef __clang__
        return "clang " __clang_version__;
#else
        return "g++ " __VERSION__;
#endif
    }
    std::vector<std::string> headings_;
};

// Ends the program where two results differ by more than 1e-4 of the largest number: what computes
// something else need not be timed.
inline void expect_agreement(const char* what, std::span<const float> ours,
                             std::span<const float> theirs) {
    float largest = 0, difference = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        largest = std::max(largest, std::abs(ours[i]));
        difference = std::max(difference, std::abs(ours[i] - theirs[i]));
    }
    if (ours.size() == theirs.size() && difference <= 1e-4f * largest) return;
    std::fprintf(stderr, "%s: results differ by %g of up to %g\n", what, difference, largest);
    std::exit(1);
}

}  // namespace ctnn::bench
