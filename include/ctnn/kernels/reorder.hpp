// Tensors of one shape in whose elements need not lie in the same order, one tensor out.
#pragma once

#include <ctnn/kernels/rows.hpp>

namespace ctnn::kernels {

// A flattened image keeps the image's order, where a vector has PyTorch's.
constexpr bool same_order(const layout& a, const layout& b) {
    return a.channels == b.channels && a.height == b.height && a.width == b.width;
}

// out = function(a, b, out or 0), as `map` in rows.hpp.
template <class T, simd::target Machine, bool Add, layout A, layout B, layout Out, class Function>
constexpr void map_both(const T* a, const T* b, T* out, Function&& function) noexcept {
    if constexpr (same_order(A, Out) && same_order(B, Out)) {
        map<T, Machine, Add, A, B, Out>(a, b, out, function);
    } else {
        using V = simd::vec<T, 1>;
        for (int i = 0; i < Out.element_count(); ++i) {
            T* const target = out + Out.at_flat(i);
            function(V::load(a + A.at_flat(i)), V::load(b + B.at_flat(i)),
                     Add ? V::load(target) : V::broadcast(T(0)))
                .store(target);
        }
    }
}

template <class T, simd::target Machine, bool Add, layout From, layout To>
constexpr void copy_tensor(const T* from, T* to) noexcept {
    map_both<T, Machine, Add, From, From, To>(from, from, to, [](auto x, auto, auto before) {
        if constexpr (Add) {
            return before + x;
        } else {
            return x;
        }
    });
}

}  // namespace ctnn::kernels
