// Text in constant expressions: a literal as a template argument, and a sentence built piece by
// piece.
#pragma once

#include <ctnn/base/shape.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ctnn {

// A string literal that can be a template argument: get<"0.weight">(parameters).
// g++ prints such an argument as text, which is what carries our diagnostics.
template <std::size_t N> struct text {
    char value[N] = {};

    constexpr text() = default;
    explicit(false) constexpr text(const char (&literal)[N]) {
        for (std::size_t i = 0; i < N; ++i) value[i] = literal[i];
    }

    constexpr std::string_view view() const { return {value, N - 1}; }
};

// A line of text with room for `Capacity` characters; what does not fit is cut off.
template <int Capacity> struct basic_sentence {
    static constexpr int capacity() { return Capacity; }

    char characters[Capacity] = {};
    int length = 0;

    constexpr basic_sentence() = default;

    template <class... Pieces>
        requires(sizeof...(Pieces) > 0)
    explicit constexpr basic_sentence(const Pieces&... pieces) {
        (add(pieces), ...);
    }

    constexpr void add(char character) {
        if (length < Capacity) characters[length++] = character;
    }

    constexpr void add(std::string_view piece) {
        for (const char character : piece) add(character);
    }

    constexpr void add(const char* piece) { add(std::string_view{piece}); }

    template <std::integral Number> constexpr void add(Number number) {
        if (number < 0) {
            add('-');
            if (number < -9) add(-(number / 10));
            add(static_cast<char>('0' - number % 10));
            return;
        }
        if (number > 9) add(number / 10);
        add(static_cast<char>('0' + number % 10));
    }

    // 16x5x5, as the extents are usually spoken.
    constexpr void add(const shape& extents) {
        for (int axis = 0; axis < extents.rank; ++axis) {
            if (axis > 0) add('x');
            add(extents[axis]);
        }
    }

    template <int Other> constexpr void add(const basic_sentence<Other>& piece) {
        add(piece.view());
    }

    constexpr std::string_view view() const {
        return {characters, static_cast<std::size_t>(length)};
    }
};

using sentence = basic_sentence<400>;

// A layer's place in a network, in the words of PyTorch's state_dict: "4.main.0".
using layer_path = basic_sentence<60>;

}  // namespace ctnn
