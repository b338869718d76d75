// Windows over an image in, one number a window and channel out; channels in the lanes.
#pragma once

#include <ctnn/kernels/choose.hpp>
#include <ctnn/kernels/rows.hpp>
#include <ctnn/kernels/windows.hpp>

#include <cstddef>

namespace ctnn::kernels {

// What a window's sum is divided by to make its average.
//   window    its elements, those in the declared padding included
//   elements  its elements, padding not counted
//   one       nothing: the sum itself
enum class divisor { window, elements, one };

// The rows of the output that are to be made.
struct row_range {
    int begin = 0, end = 0;
};

// Windows over an image laid out as `in` (its edge is never read: windows are clipped), one for
// every pixel of `out`.
struct pooling {
    layout in, out;
    axis_windows vertical, horizontal;
    divisor by = divisor::window;

    constexpr row_range all_rows() const { return {0, out.height}; }
    constexpr covered rows(int y) const { return cover(vertical, in.height, out.height, y); }
    constexpr covered columns(int x) const { return cover(horizontal, in.width, out.width, x); }
    // Does every pixel of `in` lie in exactly one window?
    constexpr bool tiles() const {
        return kernels::tiles(vertical, in.height, out.height) &&
               kernels::tiles(horizontal, in.width, out.width);
    }
    template <class Rows, class Columns>
    constexpr int count(const Rows& rows, const Columns& columns) const {
        if (by == divisor::one) return 1;
        return by == divisor::window ? rows.counted * columns.counted : rows.count * columns.count;
    }

    friend constexpr bool operator==(const pooling&, const pooling&) = default;
};

namespace detail {

// What lies at `target` is added to, or is not there yet.
template <bool Add, int Count, class V, class T> constexpr void leave(V value, T* target) {
    if constexpr (Add) value = V::template load_first<Count>(target) + value;
    value.template store_first<Count>(target);
}

// Vectors of a pixel, next to each other, that are worked on as one.
template <class V, int Vectors> struct several {
    V part[Vectors];

    template <class Each> static constexpr several of(Each&& each) {
        several result;
        unroll<Vectors>([&](auto i) { result.part[i] = each(i); });
        return result;
    }
    friend constexpr several operator+(const several& x, const several& y) {
        return of([&](auto i) { return x.part[i] + y.part[i]; });
    }
};

// The larger number, or NaN if either is one: as PyTorch, and unlike max.
template <class V> constexpr V larger(const V& x, const V& y) {
    return select(x == x, max(x, y), x);
}
template <class V, int N>
constexpr several<V, N> larger(const several<V, N>& x, const several<V, N>& y) {
    return several<V, N>::of([&](auto i) { return larger(x.part[i], y.part[i]); });
}

// The largest of number(i) for every element i of an axis.
template <class Covered, class Number>
constexpr auto largest_of(const Covered& axis, Number&& number) {
    auto largest = number(axis.begin);
    for (int i = 1; i < axis.count; ++i)
        largest = larger(number(axis.begin + i * axis.step), largest);
    return largest;
}

// Their sum. The first summand is the first element: a zero before it would be one addition more,
// and additions bind an average pool.
template <class Covered, class Number> constexpr auto sum_of(const Covered& axis, Number&& number) {
    auto sum = number(axis.begin);
    for (int i = 1; i < axis.count; ++i) sum = sum + number(axis.begin + i * axis.step);
    return sum;
}

template <pooling P>
inline constexpr whole_windows whole_of = find_whole_windows(P.horizontal, P.in.width, P.out.width);

// Is the image larger than a first-level cache? Then it is read as it lies: all vectors of a pixel,
// up to eight, before the next, and a kilobyte of a row in one piece of code, for processors that
// foresee what an instruction reads from what it has read. Vector by vector the pool 2x2 of 64
// channels @24 took 1.17 µs, and takes 0.97; the average of all of 128 channels 3.2, and 1.5.
template <class T, pooling P>
inline constexpr bool is_far = P.in.storage() * std::int64_t{sizeof(T)} > 48 * 1024;
template <class T, pooling P>
inline constexpr int windows_at_once = [] {
    const int bytes = whole_of<P>.stride * P.in.channels * static_cast<int>(sizeof(T));
    return !is_far<T, P> || bytes >= 1024 ? 1 : bytes >= 512 ? 2 : 4;
}();

// What a pool makes of a window: of(load, rows, columns), where load(row, column) are numbers or
// vectors, and what is left of that in the output, whose window covers `counted` elements.
struct maximum {
    template <class Load, class Rows, class Columns>
    static constexpr auto of(Load&& load, const Rows& rows, const Columns& columns) {
        return largest_of(columns, [&](int column) {
            return largest_of(rows, [&](int row) { return load(row, column); });
        });
    }
    template <int Count, class V, class T> static constexpr void put(const V& largest, T, T* to) {
        largest.template store_first<Count>(to);
    }
};

// Rows are summed one by one and then together: chains that do not wait for each other, and a small
// error in large windows. The sum is from zero, so that it is never -0: as PyTorch.
template <bool Add> struct average {
    template <class Load, class Rows, class Columns>
    static constexpr auto of(Load&& load, const Rows& rows, const Columns& columns) {
        return sum_of(rows, [&](int row) {
            return sum_of(columns, [&](int column) { return load(row, column); });
        });
    }
    template <int Count, class V, class T>
    static constexpr void put(const V& sum, T counted, T* to) {
        leave<Add, Count>((V::broadcast(T(0)) + sum) / V::broadcast(counted), to);
    }
};

// `Vectors` of a pixel at once.
template <class T, simd::target Machine, pooling P, class Operation, int Vectors, class Rows,
          class Columns>
constexpr void pool_window(const T* in, T* out, const Rows& rows, Columns columns) {
    constexpr int lanes = simd::lanes_for<T>(Machine, P.in.channels);
    constexpr int whole = P.in.channels / lanes, rest = P.in.channels % lanes;
    using V = simd::vec<T, lanes>;
    const T counted = static_cast<T>(P.count(rows, columns));
    const T* const from = in + P.in.at(0, 0, columns.begin);
    columns.begin = 0;  // counted from the window's first
    const auto block = [&](auto vectors, int channel, auto count) {
        const auto found = Operation::of(
            [&](int row, int column) {
                // In two steps: clang works out each number's place anew otherwise.
                const T* const first = from + P.in.at(channel, row, 0) + P.in.at(0, 0, column);
                return several<V, vectors>::of(
                    [&](auto i) { return V::template load_first<count>(first + i * lanes); });
            },
            rows, columns);
        unroll<vectors>([&](auto i) {
            Operation::template put<count>(found.part[i], counted, out + channel + i * lanes);
        });
    };
    if constexpr (Vectors == 1) {
        for (int i = 0; i < whole; ++i) block(constant<1>{}, i * lanes, constant<lanes>{});
    } else if constexpr (whole > 0) {
        for_each_part<split(whole, Vectors)>(
            [&](auto vectors, int first) { block(vectors, first * lanes, constant<lanes>{}); });
    }
    if constexpr (rest > 0) block(constant<1>{}, whole * lanes, constant<rest>{});
}

// The windows from, from + 1, ..., to - 1 of row y.
template <class T, simd::target Machine, pooling P, class Operation>
[[gnu::flatten]] constexpr void pool_windows(const T* in, T* out, int y, int from, int to) {
    const auto rows = cover<P.vertical, P.in.height, P.out.height>(y);
    for (int x = from; x < to; ++x)
        pool_window<T, Machine, P, Operation, 1>(in, out + P.out.at(0, y, x), rows, P.columns(x));
}

// Those that lie in the image as a whole.
template <class T, simd::target Machine, pooling P, class Operation>
[[gnu::flatten]] constexpr void pool_whole_windows(const T* in, T* out, int y) {
    constexpr int vectors = is_far<T, P> ? Machine.registers / 4 : 1;
    const auto rows = cover<P.vertical, P.in.height, P.out.height>(y);
    if constexpr (whole_of<P>.count > 0)
        for_each_part<split(whole_of<P>.count, windows_at_once<T, P>)>([&](auto windows, int i) {
            unroll<windows>([&](auto w) {
                const covered_alike<whole_of<P>.taps, whole_of<P>.step> columns{
                    P.columns(whole_of<P>.first).begin + (i + w) * whole_of<P>.stride};
                pool_window<T, Machine, P, Operation, vectors>(
                    in, out + P.out.at(0, y, whole_of<P>.first + i + w), rows, columns);
            });
        });
}

// All windows of row y; whole() makes those that lie in the image as a whole.
template <class T, simd::target Machine, pooling P, class Operation, class Whole>
constexpr void pool_row(const T* in, T* out, int y, Whole&& whole) {
    constexpr int first = whole_of<P>.first, end = first + whole_of<P>.count;
    if constexpr (first > 0) pool_windows<T, Machine, P, Operation>(in, out, y, 0, first);
    whole();
    if constexpr (end < P.out.width)
        pool_windows<T, Machine, P, Operation>(in, out, y, end, P.out.width);
}

}  // namespace detail

template <class T, simd::target Machine, pooling P, bool Add>
constexpr void average_pool(const T* in, T* out, const row_range& made = P.all_rows()) noexcept {
    using own = detail::average<Add>;
    for (int y = made.begin; y < made.end; ++y)
        detail::pool_row<T, Machine, P, own>(
            in, out, y, [&] { detail::pool_whole_windows<T, Machine, P, own>(in, out, y); });
}

}  // namespace ctnn::kernels
