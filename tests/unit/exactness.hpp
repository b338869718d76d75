// A seed in, small whole numbers out, with which arithmetic on floats is exact; and the identity
// that a layer and its way back must satisfy with them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// Draws whole numbers, the same ones at compile time and at run time (splitmix64).
class dice {
  public:
    explicit constexpr dice(std::uint64_t seed) : state_{seed} {}

    constexpr int operator()(int least, int most) {
        state_ += 0x9e3779b97f4a7c15;
        std::uint64_t bits = state_;
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        bits ^= bits >> 31;
        return least + static_cast<int>(bits % static_cast<std::uint64_t>(most - least + 1));
    }
    constexpr bool one_in(int sides) { return (*this)(1, sides) == 1; }

  private:
    std::uint64_t state_;
};

template <class T> std::vector<T> draw_numbers(dice& draw, std::size_t count) {
    std::vector<T> result(count);
    for (T& each : result) each = static_cast<T>(draw(-4, 4));
    return result;
}

// ⟨a, b⟩.
template <class T> T inner_product(const std::vector<T>& a, const std::vector<T>& b) {
    T sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b.at(i);
    return sum;
}
