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

// The elements of an image as runs of `length` numbers: `rows` of them `step` apart, and so in each
// of its planes.
struct runs {
    int rows, length, step, planes = 1, plane_step = 0;

    constexpr int count() const { return planes * rows; }
    // Where run `row` of them all begins.
    constexpr std::ptrdiff_t begin(int row) const {
        return row / rows * std::ptrdiff_t{plane_step} + row % rows * std::ptrdiff_t{step};
    }
    friend constexpr bool operator==(const runs&, const runs&) = default;
};

// Two images of equal size can be walked together run by run; without edges each is one long run.
constexpr runs runs_of(const layout& form, bool joined) {
    if (joined) return {1, form.element_count(), 0};
    if (form.planar())
        return {form.height, form.width, form.row_step(), form.channels, form.channel_step};
    if (form.pixel_step == form.channels)
        return {form.height, form.width * form.channels, form.row_step()};
    return {form.height * form.width, form.channels, form.pixel_step};
}

// out[i] = function(in[i]) for every element of an image; `In` and `Out` differ at most in their
// edges.
template <class T, simd::target Machine, layout In, layout Out, class Function>
constexpr void map(const T* in, T* out, Function&& function) noexcept {
    constexpr bool joined = In.contiguous() && Out.contiguous();
    constexpr runs from = runs_of(In, joined), to = runs_of(Out, joined);
    for (int row = 0; row < from.count(); ++row) {
        for_each_vector<T, Machine, from.length>([&](auto lanes, int i, auto count) {
            using V = simd::vec<T, lanes>;
            function(V::template load_first<count>(in + from.begin(row) + i))
                .template store_first<count>(out + to.begin(row) + i);
        });
    }
}

// out[i] = function(a[i], b[i], out[i] or 0): what was there is handed to the function where `Add`,
// because a product must be added to it fused. (A compiler that sees a product and then a sum may
// fuse them or not.)
template <class T, simd::target Machine, bool Add, layout A, layout B, layout Out, class Function>
constexpr void map(const T* a, const T* b, T* out, Function&& function) noexcept {
    constexpr bool joined = A.contiguous() && B.contiguous() && Out.contiguous();
    constexpr runs from_a = runs_of(A, joined), from_b = runs_of(B, joined),
                   to = runs_of(Out, joined);
    for (int row = 0; row < to.count(); ++row) {
        T* const target = out + to.begin(row);
        for_each_vector<T, Machine, to.length>([&](auto lanes, int i, auto count) {
            using V = simd::vec<T, lanes>;
            V before = V::broadcast(T(0));
            if constexpr (Add) before = V::template load_first<count>(target + i);
            function(V::template load_first<count>(a + from_a.begin(row) + i),
                     V::template load_first<count>(b + from_b.begin(row) + i), before)
                .template store_first<count>(target + i);
        });
    }
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
