// A sentence in, exactly one compiler error that shows it out.
#pragma once

#include <ctnn/base/text.hpp>

#include <cstddef>
#include <type_traits>

namespace ctnn {

// `mistake` is a class that does not compile. What a compiler prints of it decides the form in
// which the sentence reaches the reader:
//
//   by message  as the assertion's own message        C++26
//   by text     as an argument that is text           g++; clang from 15 on, which prints no more
//                                                     than 36 characters of one text: so in pieces
//   by types    as names and numbers that say it too  clang 14, which prints text as numbers
//
// Calling `told` makes the error. It is true, so that nothing else fails. The assertion stands
// where it does no harm but its own: inside the class clang would take what calls `told` for wrong,
// too, and inside the function g++ would put words in front of the sentence.
#if __cpp_static_assert >= 202306L

template <text Sentence> struct mistake {
    static constexpr bool fits_together = Sentence.value[0] == 0;
    static constexpr bool told() {
        static_assert(fits_together, Sentence.view());
        return true;
    }
};

#else

#if defined(__clang__) && __clang_major__ < 15
#define CTNN_MISTAKES_BY_TYPES
#define CTNN_SHOWN class
#else
#define CTNN_SHOWN text
#endif

template <CTNN_SHOWN...> inline constexpr bool fits_together = false;

template <CTNN_SHOWN... Shown> struct mistake {
#if defined(__clang__)
    static constexpr bool told() {
        static_assert(fits_together<Shown...>, "mistake<...> says what is wrong");
        return true;
    }
#else
    static constexpr bool told() { return true; }
    static_assert(fits_together<Shown...>, "mistake<...> says what is wrong");
#endif
};

#undef CTNN_SHOWN
#endif

// What says the same in names and numbers.
template <class... Facts> struct fact_list {
    template <class... Others> using behind = fact_list<Others..., Facts...>;
};

namespace detail {

#if defined(CTNN_MISTAKES_BY_TYPES)

template <class Facts> struct mistake_by_types;
template <class... Facts> struct mistake_by_types<fact_list<Facts...>> {
    using type = mistake<Facts...>;
};
template <class Complaint> constexpr auto put() {
    return mistake_by_types<typename Complaint::facts>{};
}

#else

#if defined(__clang__) && __cpp_static_assert < 202306L
inline constexpr int longest_piece = 36;
#else
inline constexpr int longest_piece = sentence::capacity();
#endif

// Where the piece that begins at `begin` ends: behind its last blank, if it has one.
constexpr int end_of_piece(const sentence& whole, int begin) {
    if (whole.length - begin <= longest_piece) return whole.length;
    for (int end = begin + longest_piece; end > begin; --end)
        if (whole.characters[end - 1] == ' ') return end;
    return begin + longest_piece;
}

template <class Complaint, int Begin, int End> constexpr auto piece_of() {
    text<static_cast<std::size_t>(End - Begin) + 1> result;
    for (int i = Begin; i < End; ++i) result.value[i - Begin] = Complaint::words.characters[i];
    result.value[End - Begin] = 0;  // clang prints numbers where it has not seen this written
    return result;
}

template <class Complaint, int Begin = 0, text... Before> constexpr auto put() {
    constexpr int end = end_of_piece(Complaint::words, Begin);
    constexpr auto piece = piece_of<Complaint, Begin, end>();
    if constexpr (end < Complaint::words.length) {
        return put<Complaint, end, Before..., piece>();
    } else {
        return std::type_identity<mistake<Before..., piece>>{};
    }
}

#endif

}  // namespace detail

// The mistake that a complaint is about. A complaint has two members that say the same:
//
//   static constexpr sentence words;
//   using facts = fact_list<...>;
template <class Complaint> using mistake_of = typename decltype(detail::put<Complaint>())::type;

// Where there is nothing to tell.
struct no_mistake {
    static constexpr bool told() { return true; }
};

namespace detail {

template <bool Wrong, class Complaint> struct told_only_if {
    using type = no_mistake;
};
template <class Complaint> struct told_only_if<true, Complaint> {
    using type = mistake_of<Complaint>;
};

}  // namespace detail

template <bool Wrong, class Complaint>
using mistake_if = typename detail::told_only_if<Wrong, Complaint>::type;

}  // namespace ctnn
