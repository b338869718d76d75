// A picture of any size and a kernel that is a constant in, the filtered picture out, by code made
// for that kernel.
#pragma once

#include <ctnn/base/mistake.hpp>
#include <ctnn/base/unroll.hpp>
#include <ctnn/filters/plan.hpp>
#include <ctnn/filters/strip.hpp>
#include <ctnn/model/mismatch.hpp>

#include <type_traits>

namespace ctnn {

namespace found {

struct filter_kernel_of_zeros;
struct kernel_of_a_filter;

}  // namespace found

namespace detail {

// Σ of a tap_sum; load(row, column) are the numbers that a tap meets.
template <auto Sum, class V, class Load> constexpr V sum_of_taps(Load&& load) {
    using T = typename V::scalar_type;
    V result = V::broadcast(T(0));
    unroll<Sum.group_count>([&](auto g) {
        constexpr auto group = Sum.groups[g];
        constexpr auto first = Sum.elements[group.begin];
        V sum = load(constant<first.row>{}, constant<first.column>{});
        unroll<group.end - group.begin - 1>([&](auto i) {
            constexpr auto each = Sum.elements[group.begin + 1 + i];
            const V next = load(constant<each.row>{}, constant<each.column>{});
            sum = each.minus ? sum - next : sum + next;
        });
        // A first sum that is to be subtracted costs nothing: the multiply-add behind it subtracts.
        const V value = V::broadcast(static_cast<T>(group.value));
        if constexpr (g > 0) {
            result = fma(value, sum, result);
        } else if constexpr (group.value == 1) {
            result = sum;
        } else {
            result = value * sum;
        }
    });
    return result;
}

template <auto Plan, class V> constexpr V times_scale(V x) {
    using T = typename V::scalar_type;
    if constexpr (Plan.scale == 1) {
        return x;
    } else {
        return x * V::broadcast(static_cast<T>(Plan.scale));
    }
}

template <auto Kernel> constexpr bool has_a_tap() {
    for (const auto tap : Kernel)
        if (tap != 0) return true;
    return false;
}

struct zeros_alone {
    static constexpr sentence words{
        "a filter needs a tap that is not zero: this kernel makes every picture black"};
    using facts = fact_list<found::filter_kernel_of_zeros>;
};
template <shape S> struct rank_of_a_filter {
    static constexpr sentence words{
        "the kernel of a filter must be a tensor<height, width>, it is one of ", S};
    using facts = fact_list<found::kernel_of_a_filter, named<found::of, S>>;
};

// Errors of a filter's kernel, and the kernel that takes the place of a wrong one.
template <auto Kernel> struct filter_kernel {
    static constexpr bool is_plane = Kernel.extents.rank == 2, has_tap = has_a_tap<Kernel>();
    using diagnosis = std::conditional_t<is_plane, mistake_if<!has_tap, zeros_alone>,
                                         mistake_if<!is_plane, rank_of_a_filter<Kernel.extents>>>;
    static constexpr auto value = [] {
        if constexpr (is_plane && has_tap) {
            return Kernel;
        } else {
            return tensor<1, 1>{1};
        }
    }();
};

}  // namespace detail

// The correlation of pictures with `Kernel`, a tensor<height, width> that is a constant; sizes as
// mode::same, zeros outside. SciPy: signal.correlate(picture, kernel, "same").
//
//     filter<filters::laplacian> edges;
//     edges(picture)                                   a tensor of {H, W} or {C, H, W}
//     edges.apply({pixels, height, width}, {result, height, width})
//     filter<turned_round(kernel)>                     a convolution
//
// The code is that of the kernel: `way` says how it works, `operations` what a pixel takes.
//   - Taps of 0 cost nothing, taps of 1 and -1 are additions, equal taps are added before they are
//     multiplied, a common factor is taken out.
//   - A kernel that is a column times a row runs as two passes where that is less.
//   - A mean of equal taps is a running sum down the columns, begun anew every 64 rows.
//   - The identity is a copy, a shift is a copy with an offset.
//
// Rounding: the additions are not those of the dense kernel. Both lie within
// roundings · u · Σ|w| · max|x| of the exact sum, u = 2^-24 for float. Whole numbers are exact as
// long as float holds their sums. All targets, and the compiler, give the same bits.
//
// Errors: a kernel of another rank, or without a tap that is not zero. Results must not overlap the
// picture.
template <auto Kernel, class T = float, simd::target Machine = simd::native> struct filter {
    static_assert(detail::filter_kernel<Kernel>::diagnosis::told());

    static constexpr const auto& plan = filter_plan_of<detail::filter_kernel<Kernel>::value>;
    static constexpr filter_way way = plan.way;
    static constexpr operation_count operations = plan.operations;
    // Of the same sum tap by tap.
    static constexpr operation_count dense_operations{static_cast<int>(Kernel.size()) - 1,
                                                      static_cast<int>(Kernel.size())};
    static constexpr int roundings =
        operations.total() + 8 +
        (way == filter_way::running_sums ? 3 * detail::rows_of_a_running_sum + plan.height : 0);

    // `out` is as large as `in`.
    static constexpr void apply(plane<const T> in, plane<T> out) noexcept {
        if (std::is_constant_evaluated()) {
            run<simd::scalar>(in, out);
        } else {
            run<Machine>(in, out);
        }
    }

    // Every channel for itself.
    template <shape S>
        requires(S.rank == 2 || S.rank == 3)
    constexpr basic_tensor<T, S> operator()(const basic_tensor<T, S>& picture) const noexcept {
        constexpr int height = S[S.rank - 2], width = S[S.rank - 1];
        basic_tensor<T, S> result;
        for (int at = 0; at < static_cast<int>(S.size()); at += height * width)
            apply({picture.data() + at, height, width}, {result.data() + at, height, width});
        return result;
    }

  private:
    // From an output to the first tap's number.
    static constexpr int top = plan.top - Kernel.extents[0] / 2;
    static constexpr int left = plan.left - Kernel.extents[1] / 2;

    template <simd::target On> static constexpr void run(plane<const T> in, plane<T> out) noexcept {
        if constexpr (way == filter_way::copy) {
            copy<On>(in, out);
        } else if constexpr (way == filter_way::one_pass) {
            sum<On>(in, out);
        } else {
            using strip = detail::strip<T, On, plan.height, plan.width, left>;
            for (int x = 0; x < in.width; x += strip::most) {
                strip own{in, x};
                // A row later than the sums down: vectors that were stored just now and are read at
                // another offset make the processor wait.
                for (int y = 0; y <= in.height; ++y) {
                    if (y < in.height) down<On>(own, y);
                    if (y > 0) across<On>(own, out, y - 1);
                }
            }
        }
    }

    template <simd::target On>
    static constexpr void copy(plane<const T> in, plane<T> out) noexcept {
        const int begin = detail::between(0, -left, in.width);
        const int end = detail::between(begin, in.width - left, in.width);
        for (int y = 0; y < in.height; ++y) {
            T* const to = out.row(y);
            const bool inside = y + top >= 0 && y + top < in.height && begin < end;
            for (int x = 0; x < (inside ? begin : in.width); ++x) to[x] = T(0);
            if (!inside) continue;
            const T* const from = in.row(y + top) + (begin + left);
            detail::for_each_vector_of<T, On>(end - begin, [&](auto lanes, int x) {
                using V = simd::vec<T, lanes>;
                detail::times_scale<plan>(V::load(from + x)).store(to + begin + x);
            });
            for (int x = end; x < in.width; ++x) to[x] = T(0);
        }
    }

    template <simd::target On> static constexpr void sum(plane<const T> in, plane<T> out) noexcept {
        // The columns whose taps all lie inside.
        const int begin = detail::between(0, -left, in.width);
        const int end = detail::between(begin, in.width - left - plan.width + 1, in.width);
        constexpr int most = 512;  // as long as the row of zeros that stands for those outside
        for (int y = 0; y < in.height; ++y) {
            T* const to = out.row(y);
            for (int x = 0; x < begin; ++x) sum_at_edge(in, y, x, to);
            for (int first = begin; first < end; first += most) {
                const T* rows[plan.height] = {};
                for (int i = 0; i < plan.height; ++i) {
                    const bool is_there = y + top + i >= 0 && y + top + i < in.height;
                    rows[i] = is_there ? in.row(y + top + i) + (left + first)
                                       : detail::zeros<T, most + plan.width>.values;
                }
                const int count = end - first < most ? end - first : most;
                detail::for_each_vector_of<T, On>(count, [&](auto lanes, int x) {
                    using V = simd::vec<T, lanes>;
                    const auto found = detail::sum_of_taps<plan.whole, V>(
                        [&](auto row, auto column) { return V::load(rows[row] + (x + column)); });
                    detail::times_scale<plan>(found).store(to + first + x);
                });
            }
            for (int x = end; x < in.width; ++x) sum_at_edge(in, y, x, to);
        }
    }

    // Tap by tap, zeros outside.
    static constexpr void sum_at_edge(const plane<const T>& in, int y, int x, T* to) noexcept {
        using V = simd::vec<T, 1>;
        const auto found = detail::sum_of_taps<plan.whole, V>([&](auto row, auto column) {
            const int i = y + top + row, j = x + left + column;
            const bool is_there = i >= 0 && i < in.height && j >= 0 && j < in.width;
            return V::broadcast(is_there ? in.row(i)[j] : T(0));
        });
        detail::times_scale<plan>(found).store(to + x);
    }

    // A strip's columns of one row, summed down.
    template <simd::target On, class Strip>
    static constexpr void down(Strip& strip, int y) noexcept {
        if constexpr (way == filter_way::running_sums) {
            strip.move_down(y, top);
        } else {
            const auto rows = strip.rows_at(y + top);
            strip.for_each_column(y, [&](auto lanes, int x) {
                using V = simd::vec<T, lanes>;
                return detail::sum_of_taps<plan.down, V>(
                    [&](auto row, auto) { return V::load(rows.begin[row] + x); });
            });
        }
    }

    // And along the row.
    template <simd::target On, class Strip>
    static constexpr void across(Strip& strip, plane<T> out, int y) noexcept {
        T* const to = out.row(y) + strip.first;
        constexpr bool doubles =
            way == filter_way::running_sums && plan.width > detail::most_neighbours;
        const T* sums = strip.columns[y % 2];
        if constexpr (doubles) sums = strip.doubled(y);
        detail::for_each_vector_of<T, On>(strip.count, [&](auto lanes, int x) {
            using V = simd::vec<T, lanes>;
            if constexpr (doubles) {
                detail::times_scale<plan>(V::load(sums + x)).store(to + x);
            } else {
                const auto found = detail::sum_of_taps<plan.across, V>(
                    [&](auto, auto column) { return V::load(sums + x + column); });
                detail::times_scale<plan>(found).store(to + x);
            }
        });
    }
};

}  // namespace ctnn
