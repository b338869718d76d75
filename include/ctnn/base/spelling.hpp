// A type in, the text its user wrote for it out.
#pragma once

#include <ctnn/base/text.hpp>

#include <string_view>

namespace ctnn {

namespace detail {

template <class T> constexpr std::string_view function_name() { return __PRETTY_FUNCTION__; }

// What the compiler prints before and after the type is measured on a type whose name is known.
template <class T> constexpr std::string_view compiler_spelling() {
    constexpr std::string_view known = function_name<int>();
    constexpr auto before = known.find("T = int") + 4;
    constexpr auto after = known.size() - before - 3;
    constexpr std::string_view whole = function_name<T>();
    return whole.substr(before, whole.size() - before - after);
}

}  // namespace detail

// `conv2d<16, kernel<5>>`: without the library's namespaces and with closing brackets together.
template <class T> constexpr sentence spell() {
    constexpr std::string_view raw = detail::compiler_spelling<T>();
    // `ctnn::`, or what simd/rename.hpp makes of it.
    constexpr std::string_view shape_name = detail::compiler_spelling<shape>();
    constexpr std::string_view own = shape_name.substr(0, shape_name.size() - 5);
    sentence result;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw.substr(i, own.size()) == own) {
            i += own.size() - 1;
        } else if (raw[i] != ' ' || i + 1 == raw.size() || raw[i + 1] != '>') {
            result.add(raw[i]);
        }
    }
    return result;
}

template <class T> inline constexpr sentence spelling = spell<T>();

}  // namespace ctnn
