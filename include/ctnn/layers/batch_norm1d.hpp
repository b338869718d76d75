// Every feature of vectors, or channel of sequences, gets mean 0 and variance 1, then a scale and a
// shift.
#pragma once

#include <ctnn/layers/batch_norm.hpp>

namespace ctnn {

namespace detail {

struct accepts_vectors_and_sequences {
    static constexpr bool rank(int axes) { return axes == 1 || axes == 2; }
    static constexpr fault mistake(const shape& found) {
        return {.why = reason::not_a_vector_or_sequence,
                .words = sentence{"reads vectors or sequences, found ", found,
                                  ": batch_norm2d is for images"}};
    }
};

}  // namespace detail

// As batch_norm2d, on {N} or {C, L}. PyTorch: nn.BatchNorm1d.
struct batch_norm1d : detail::batch_norm<detail::accepts_vectors_and_sequences> {};

// The same with options.
template <class... Options>
struct batch_norm1d_with : detail::batch_norm<detail::accepts_vectors_and_sequences, Options...> {};

}  // namespace ctnn
