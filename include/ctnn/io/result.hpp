// A value, or the sentence that says why there is none: what every reader and writer here returns.
#pragma once

#include <cassert>
#include <cerrno>
#include <concepts>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

namespace ctnn::io {

// Why something was not read or written: names the file, what was expected and what was found.
struct error {
    std::string message;
};

// The value of a result that only says "done".
struct nothing {};

// Either a T or an error; `result<>` carries no value. A subset of C++23's std::expected<T, error>.
//
//     auto data = read_idx("train-labels.gz");
//     if (!data) return data.error();          // or print data.error().message
//     use(data->bytes);
//
// Reading the value of a failed result, or the error of a good one, is a programming mistake.
template <class T = nothing> class [[nodiscard]] result {
  public:
    result()
        requires std::same_as<T, nothing>
    = default;
    result(T value) : state_{std::in_place_index<0>, std::move(value)} {}
    result(io::error why) : state_{std::in_place_index<1>, std::move(why)} {}

    bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& operator*() & { return *operator->(); }
    const T& operator*() const& { return *operator->(); }
    T&& operator*() && { return std::move(*operator->()); }

    T* operator->() {
        assert(has_value());
        return std::get_if<0>(&state_);
    }
    const T* operator->() const {
        assert(has_value());
        return std::get_if<0>(&state_);
    }

    const io::error& error() const {
        assert(!has_value());
        return *std::get_if<1>(&state_);
    }

  private:
    std::variant<T, io::error> state_;
};

// The one form of this floor's messages: "file: expected this, found that".
inline error expected_but_found(std::string_view file, std::string_view expected,
                                std::string_view found) {
    return {
        std::string{file}.append(": expected ").append(expected).append(", found ").append(found)};
}

// The system's own words for what went wrong last (errno).
inline std::string system_message() {
    return std::error_code{errno, std::generic_category()}.message();
}

}  // namespace ctnn::io
