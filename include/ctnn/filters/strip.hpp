// Some columns of a picture in, one row of their sums at a time out: what filters in two passes
// work in.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/simd/vec.hpp>

#include <cstddef>

namespace ctnn {

// One channel of a picture, somebody else's: rows from top to bottom, `row_step` numbers apart.
template <class T> struct plane {
    T* values;
    int height, width;
    std::ptrdiff_t row_step;

    constexpr plane(T* first, int rows, int columns)
        : values{first}, height{rows}, width{columns}, row_step{columns} {}
    constexpr plane(T* first, int rows, int columns, std::ptrdiff_t step)
        : values{first}, height{rows}, width{columns}, row_step{step} {}

    constexpr T* row(int y) const { return values + y * row_step; }
};

namespace detail {

constexpr int between(int least, int x, int most) {
    return x < least ? least : x > most ? most : x;
}

// Calls body(constant<lanes>, i) until `count` numbers are covered. The last vector overlaps the
// one before it, so that body must give the same for an element that it meets twice.
template <class T, simd::target On, class Body>
constexpr void for_each_vector_of(int count, Body&& body) {
    constexpr int lanes = On.most_lanes<T>();
    if (count < lanes) {
        for (int i = 0; i < count; ++i) body(constant<1>{}, i);
        return;
    }
    for (int i = 0; i < count - lanes; i += lanes) body(constant<lanes>{}, i);
    body(constant<lanes>{}, count - lanes);
}

// What stands for rows outside of a picture.
template <class T, int Count> struct zero_row {
    T values[Count];
};
template <class T, int Count> inline constexpr zero_row<T, Count> zeros{};

// A running sum loses digits with every row; it begins anew every so many.
inline constexpr int rows_of_a_running_sum = 64;

// The columns of a picture that outputs from `first` on read, for kernels of Height x Width taps of
// which the first lies `Left` to the right of an output.
template <class T, simd::target On, int Height, int Width, int Left> struct strip {
    static constexpr int most = 512;  // outputs: a strip stays in the first-level cache
    static constexpr int lanes = On.most_lanes<T>();
    static constexpr int room = most + Width + 2 * lanes;

    plane<const T> in;
    int first, count;
    int read_from, read_count;  // the columns that exist, the first as an index of `columns`
    T columns[2][room] = {};    // of this row and the one before; zeros where there are none
    T pairs[room] = {}, sums[room] = {};

    constexpr strip(plane<const T> picture, int begin)
        : in{picture},
          first{begin},
          count{picture.width - begin < most ? picture.width - begin : most},
          read_from{between(0, -(begin + Left), count + Width - 1)},
          read_count{between(0, picture.width - (begin + Left), count + Width - 1) - read_from} {}

    // Where the rows' first column that exists lies; outside of the picture they are zeros.
    struct row_list {
        const T* begin[Height];
    };
    constexpr row_list rows_at(int y) const {
        row_list result{};
        for (int i = 0; i < Height; ++i) result.begin[i] = row_at(y + i);
        return result;
    }
    constexpr const T* row_at(int y) const {
        const bool is_there = y >= 0 && y < in.height && read_count > 0;
        return is_there ? in.row(y) + (first + Left + read_from) : zeros<T, room>.values;
    }

    // Row y's columns = value(lanes, column), where there are columns.
    template <class Value> constexpr void for_each_column(int y, Value&& value) {
        T* const to = columns[y % 2] + read_from;
        for_each_vector_of<T, On>(read_count,
                                  [&](auto width, int x) { value(width, x).store(to + x); });
    }

    // Row y's columns = the sums of Height rows of which the first lies `top` below it, from those
    // of the row before.
    constexpr void move_down(int y, int top) {
        if (Height <= 3 || y % rows_of_a_running_sum == 0) {
            const row_list rows = rows_at(y + top);
            for_each_column(y, [&](auto width, int x) {
                using W = simd::vec<T, width>;
                W sum = W::load(rows.begin[0] + x);
                unroll<Height - 1>([&](auto i) { sum = sum + W::load(rows.begin[i + 1] + x); });
                return sum;
            });
        } else {
            const T* const before = columns[(y + 1) % 2] + read_from;
            const T* const enters = row_at(y + top + Height - 1);
            const T* const leaves = row_at(y + top - 1);
            for_each_column(y, [&](auto width, int x) {
                using W = simd::vec<T, width>;
                return (W::load(before + x) + W::load(enters + x)) - W::load(leaves + x);
            });
        }
    }

    // The sums of Width neighbouring columns: those of 1, 2, 4 ... put together as the bits of
    // Width say.
    constexpr const T* doubled(int y) {
        const T* powers = columns[y % 2];
        int taken = 0;
        for (int size = 1; size <= Width; size *= 2) {
            if (size > 1) {
                const int needed = count + Width - size;
                for (int x = 0; x < needed; x += lanes) add(powers, powers + size / 2, pairs, x);
                powers = pairs;
            }
            if ((Width & size) == 0) continue;
            if (taken == 0 && size * 2 > Width) return powers;
            for (int x = 0; x < count; x += lanes) {
                if (taken > 0) {
                    add(sums, powers + taken, sums, x);
                } else {
                    V::load(powers + x).store(sums + x);
                }
            }
            taken += size;
        }
        return sums;
    }

  private:
    using V = simd::vec<T, lanes>;

    static constexpr void add(const T* a, const T* b, T* out, int x) {
        (V::load(a + x) + V::load(b + x)).store(out + x);
    }
};

}  // namespace detail

}  // namespace ctnn
