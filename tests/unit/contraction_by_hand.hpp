// A kernel's problem in, its result out: the plain loops that the kernels' tiles must be equal to.
// Every number is looked up within its tensor; one outside of it is an exception.
#pragma once

#include <ctnn/kernels/contraction.hpp>

#include <cstddef>
#include <vector>

using whole_numbers = std::vector<long long>;

// A place in a tensor's memory.
struct place_in {
    whole_numbers& memory;
    std::ptrdiff_t at = 0;

    long long& operator[](std::ptrdiff_t i) const {
        return memory.at(static_cast<std::size_t>(at + i));
    }
};

// A packed b is one block of all channels here.
inline void contract_by_hand(const ctnn::kernels::contraction& p, place_in a, place_in b,
                             place_in bias, place_in out) {
    const std::ptrdiff_t row_of_b = p.b == ctnn::kernels::operand::packed ? p.channels : 1;
    const auto& [outer, middle, inner] = p.sums;
    for (int row = 0; row < p.rows.count; ++row)
        for (int column = 0; column < p.columns.count; ++column)
            for (int n = 0; n < p.channels; ++n) {
                const int first_a = row * p.rows.a + column * p.columns.a;
                const int to = row * p.rows.out + column * p.columns.out + n;
                long long sum = 0;
                if (p.from == ctnn::kernels::start::bias) sum = bias[n];
                if (p.from == ctnn::kernels::start::output) sum = out[to];
                for (int i = 0; i < outer.count; ++i)
                    for (int j = 0; j < middle.count; ++j)
                        for (int k = 0; k < inner.count; ++k)
                            sum += a[first_a + i * outer.a + j * middle.a + k * inner.a] *
                                   b[(i * outer.b + j * middle.b + k * inner.b) * row_of_b + n];
                out[to] = sum;
            }
}
