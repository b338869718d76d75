// Rows of numbers in, rows out: what works element by element, a vector at a time.
#pragma once

#include <ctnn/base/unroll.hpp>
#include <ctnn/plan/layout.hpp>
#include <ctnn/simd/vec.hpp>

#include <cstddef>

namespace ctnn::kernels {

// Calls body(constant<lanes>, offset, constant<count>) until `Length` numbers are covered; only the
// last call has count < lanes.
template <class T, simd::target Machine, int Length, class Body>
constexpr void for_each_vector(Body&& body) {
    constexpr int lanes = simd::lanes_for<T>(Machine, Length);
    constexpr int rest = Length % lanes;
    for (int i = 0; i < Length - rest; i += lanes) body(constant<lanes>{}, i, constant<lanes>{});
    if constexpr (rest > 0) body(constant<lanes>{}, Length - rest, constant<rest>{});
}

// The same for a length up to `Most` that is known at run time; what fills no vector comes one by
// one. (g++ 12 warns of vectors wider than the object, though they are never reached.)
template <class T, simd::target Machine, std::int64_t Most, class Body>
constexpr void for_each_vector(std::int64_t length, Body&& body) {
    constexpr int lanes = simd::lanes_within<T>(Machine, Most);
    std::int64_t i = 0;
    for (; i + lanes <= length; i += lanes) body(constant<lanes>{}, i);
    for (; i < length; ++i) body(constant<1>{}, i);
}

// The elements of images of equal size as runs that are contiguous in each of them.
struct runs {
    int planes, rows, columns, length;
    friend constexpr bool operator==(const runs&, const runs&) = default;
};

// Without edges an image is one long run; beside other branches, every pixel is one. (Planes and
// pixels never meet.)
template <class... Layouts> constexpr runs runs_of(const layout& first, const Layouts&... others) {
    if (first.contiguous() && (others.contiguous() && ...)) return {1, 1, 1, first.element_count()};
    if (first.planar()) return {first.channels, first.height, 1, first.width};
    if (first.pixel_step == first.channels && ((others.pixel_step == others.channels) && ...))
        return {1, first.height, 1, first.width * first.channels};
    return {1, first.height, first.width, first.channels};
}

// Calls body(plane, row, column) for every run.
template <runs Runs, class Body> constexpr void for_each_run(Body&& body) {
    for (int plane = 0; plane < Runs.planes; ++plane)
        for (int row = 0; row < Runs.rows; ++row)
            for (int column = 0; column < Runs.columns; ++column) body(plane, row, column);
}

// out[i] = function(in[i]) for every element of an image; `In` and `Out` differ at most in their
// edges and in what lies between their pixels.
template <class T, simd::target Machine, layout In, layout Out, class Function>
constexpr void map(const T* in, T* out, Function&& function) noexcept {
    constexpr runs all = runs_of(In, Out);
    for_each_run<all>([&](int plane, int row, int column) {
        const T* const from = in + In.at(plane, row, column);
        T* const to = out + Out.at(plane, row, column);
        for_each_vector<T, Machine, all.length>([&](auto lanes, int i, auto count) {
            using V = simd::vec<T, lanes>;
            function(V::template load_first<count>(from + i)).template store_first<count>(to + i);
        });
    });
}

// out[i] = function(a[i], b[i], out[i] or 0): what was there is handed to the function where `Add`,
// because a product must be added to it fused. (A compiler that sees a product and then a sum may
// fuse them or not.)
template <class T, simd::target Machine, bool Add, layout A, layout B, layout Out, class Function>
constexpr void map(const T* a, const T* b, T* out, Function&& function) noexcept {
    constexpr runs all = runs_of(A, B, Out);
    for_each_run<all>([&](int plane, int row, int column) {
        const T* const from_a = a + A.at(plane, row, column);
        const T* const from_b = b + B.at(plane, row, column);
        T* const target = out + Out.at(plane, row, column);
        for_each_vector<T, Machine, all.length>([&](auto lanes, int i, auto count) {
            using V = simd::vec<T, lanes>;
            V before = V::broadcast(T(0));
            if constexpr (Add) before = V::template load_first<count>(target + i);
            function(V::template load_first<count>(from_a + i),
                     V::template load_first<count>(from_b + i), before)
                .template store_first<count>(target + i);
        });
    });
}

// Copies an image, or adds it to what is there.
template <class T, simd::target Machine, bool Add, layout From, layout To>
constexpr void copy_image(const T* from, T* to) noexcept {
    if constexpr (Add) {
        map<T, Machine, true, From, From, To>(from, from, to,
                                              [](auto x, auto, auto before) { return before + x; });
    } else {
        map<T, Machine, From, To>(from, to, [](auto x) { return x; });
    }
}

template <class T, simd::target Machine, layout Form>
constexpr void clear_image(T* image) noexcept {
    map<T, Machine, Form, Form>(image, image, [](auto x) { return decltype(x)::broadcast(T(0)); });
}

}  // namespace ctnn::kernels
