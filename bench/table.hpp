// Headings and rows of cells in, a Markdown table that reads well as text out.
#pragma once

#include <ctnn/simd/target.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

namespace ctnn::bench {

// A number with three or more digits that count, or words; what is not a number stays empty.
class cell {
  public:
    cell(double value) {  // implicit: rows are lists of numbers
        if (std::isnan(value)) return;
        char digits[32];
        std::snprintf(digits, sizeof digits, "%.*f", value < 10 ? 2 : value < 100 ? 1 : 0, value);
        text_ = digits;
    }
    cell(const char* words) : text_{words} {}
    const char* text() const { return text_.c_str(); }

  private:
    std::string text_;
};

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

    void row(const char* name, std::initializer_list<cell> cells) const {
        std::printf("| %-*s|", first_width - 1, name);
        auto heading = headings_.begin();
        for (const cell& each : cells)
            std::printf(" %*s |", static_cast<int>((heading++)->size()), each.text());
        std::printf("\n");
        std::fflush(stdout);
    }

  private:
    static constexpr int first_width = 32;
    static std::string compiler() {
#ifdef __clang__
        const std::string name = "clang " __clang_version__;
#else
        const std::string name = "g++ " __VERSION__;
#endif
        constexpr simd::target machine = simd::native;
        if (machine.vector_bits == 0) return name + ", no vectors";
        return name + ", vectors of " + std::to_string(machine.vector_bits) + " bits, " +
               std::to_string(machine.registers) + " registers";
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
