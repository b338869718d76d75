// A count of numbers in, memory for them out that ends or begins where no access is allowed.
#pragma once

#include "comparison.hpp"
#include <cstddef>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

#include <doctest/doctest.h>

// How memory is guarded: which side lies flush against a page that can neither be read nor written,
// so that the machine stops whoever goes one number too far; and the byte it is filled with.
struct guard {
    enum { front, back } flush;
    unsigned char poison;
};

// A result into which some of the poison has leaked is not a number behind the one, and another
// number behind the other: 8e37 as a float, 1e300 as a double.
inline constexpr guard guards[] = {{guard::front, 0xff}, {guard::back, 0x7e}};

template <class T> class guarded_memory {
  public:
    guarded_memory(std::ptrdiff_t count, const guard& by) : poison_{by.poison}, count_{count} {
        const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        const std::size_t bytes = static_cast<std::size_t>(count) * sizeof(T);
        inner_bytes_ = (bytes + page) / page * page;
        all_bytes_ = inner_bytes_ + 2 * page;
        all_ = mmap(nullptr, all_bytes_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        REQUIRE(all_ != MAP_FAILED);
        inner_ = static_cast<unsigned char*>(all_) + page;
        REQUIRE(mprotect(inner_, inner_bytes_, PROT_READ | PROT_WRITE) == 0);
        std::memset(inner_, poison_, inner_bytes_);
        offset_ = by.flush == guard::front ? 0 : inner_bytes_ - bytes;
        remember();
    }
    guarded_memory(const guarded_memory&) = delete;
    guarded_memory& operator=(const guarded_memory&) = delete;
    ~guarded_memory() { munmap(all_, all_bytes_); }

    T* data() const { return reinterpret_cast<T*>(inner_ + offset_); }
    std::ptrdiff_t size() const { return count_; }
    std::vector<T> numbers() const { return {data(), data() + count_}; }
    void set(const std::vector<T>& numbers) {
        std::copy(numbers.begin(), numbers.end(), data());
        remember();
    }

    // From now on nobody is to write here.
    void remember() { before_ = numbers(); }
    const std::vector<T>& remembered() const { return before_; }
    bool is_unchanged() const { return is_intact_around() && same_bits(numbers(), before_); }

    // Has nobody written on the side where there is no forbidden page?
    bool is_intact_around() const {
        const std::size_t end = offset_ + static_cast<std::size_t>(count_) * sizeof(T);
        for (std::size_t i = 0; i < inner_bytes_; ++i)
            if ((i < offset_ || i >= end) && inner_[i] != poison_) return false;
        return true;
    }

  private:
    unsigned char poison_;
    std::ptrdiff_t count_;
    std::size_t inner_bytes_ = 0, all_bytes_ = 0, offset_ = 0;
    void* all_ = nullptr;
    unsigned char* inner_ = nullptr;
    std::vector<T> before_;
};
