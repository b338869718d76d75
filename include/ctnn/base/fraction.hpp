// A fraction as a value that can be a template argument, where compilers take no other one.
#pragma once

namespace ctnn {

struct fraction {
    int numerator = 0;
    int denominator = 1;

    constexpr double value() const { return static_cast<double>(numerator) / denominator; }

    friend constexpr bool operator==(const fraction&, const fraction&) = default;
};

}  // namespace ctnn
